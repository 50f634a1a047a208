package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits that somebody else ends. */
@Timeout(60)
class CancellationTest {
    private static final int THREADS = 6;
    private static final int ROUNDS = Boolean.getBoolean("sluice.nightly") ? 20_000 : 500;

    private final VirtualTime time = VirtualTime.manual();
    private final Cancellation opening = new Cancellation();
    private final Limiters limiters = Limiters.builder(provider -> LimitsConfig.of(1, Duration.ZERO)
                    .withQuotas(QuotaConfig.sliding("tokens", 10, Duration.ofMinutes(1)))
                    .withLeases(Map.of("sandboxes", 1)))
            .time(time)
            .executor(Runnable::run)
            .build();
    private final Limiter limiter = limiters.limiter("exa");

    @AfterEach
    void nothingIsLeftBehind() {
        LimiterSnapshot.Stage stage = limiter.snapshot().provider();
        assertThat(stage.inFlight()).as("permits held").isZero();
        assertThat(stage.queueLength()).as("queue").isZero();
        limiters.close();
        assertThat(time.scheduledTasks()).as("timers").isZero();
    }

    @Test
    void cancel_endsAllThatNameIt_atOnce_havingSpentNothing_andTheOthersKeepTheirOrder() {
        Permit held = granted(ask(AcquireRequest.one()));
        CompletableFuture<Permit> doomed = ask(AcquireRequest.one().cancelledBy(opening));
        CompletableFuture<Permit> first = ask(AcquireRequest.one());
        CompletableFuture<Permit> doomedToo = ask(AcquireRequest.one().cancelledBy(opening));
        CompletableFuture<Permit> second = ask(AcquireRequest.one());

        opening.cancel();

        assertThat(doomed).isCancelled();
        assertThat(doomedToo).isCancelled();
        assertThat(limiter.snapshot().provider().queueLength()).isEqualTo(2);
        assertThat(limiter.snapshot().totals().abandoned()).isEqualTo(2);
        assertThat(limiter.snapshot().totals().charged()).containsEntry("tokens", 1L);
        held.close();
        assertThat(second).isNotDone();
        granted(first).close();
        granted(second).close();
    }

    @Test
    void leaverThatWasInTheWay_letsNobodyGoWhoLeavesToo() {
        granted(ask(AcquireRequest.one())).close();
        CompletableFuture<Permit> tooMuchForNow =
                ask(AcquireRequest.one().cost("tokens", 10).cancelledBy(opening));
        CompletableFuture<Permit> behind = ask(AcquireRequest.one().cancelledBy(opening));

        opening.cancel();

        assertThat(tooMuchForNow).isCancelled();
        assertThat(behind).isCancelled();
        assertThat(limiter.snapshot().totals().granted()).isEqualTo(1);
    }

    @Test
    void grantedBefore_keepsItsPermit() {
        Permit permit = granted(ask(AcquireRequest.one().cancelledBy(opening)));

        opening.cancel();

        assertThat(limiter.snapshot().provider().inFlight()).isEqualTo(1);
        permit.close();
    }

    @Test
    void cancelledAlready_isGrantedWhatNeedsNoWait_andWaitsForNothing() {
        opening.cancel();
        assertThat(opening.isCancelled()).isTrue();
        Permit held = granted(ask(AcquireRequest.one().cancelledBy(opening)));

        assertThat(ask(AcquireRequest.one().cancelledBy(opening))).isCancelled();
        assertThatThrownBy(() -> limiter.acquire(AcquireRequest.one().group("g").cancelledBy(opening)))
                .isInstanceOf(CancellationException.class)
                .hasMessage("exa/g: wait cancelled");
        assertThatThrownBy(() -> limiter.acquire(AcquireRequest.one()
                        .within(Duration.ofDays(1))
                        .deadline(1_000)
                        .cancelledBy(opening)))
                .isInstanceOf(CancellationException.class);
        held.close();
    }

    @Test
    void refusalAndDeadline_areAsEver() {
        Permit held = granted(ask(AcquireRequest.one()));
        CompletableFuture<Permit> late =
                ask(AcquireRequest.one().cancelledBy(opening).within(Duration.ofSeconds(1)));

        time.advance(Duration.ofSeconds(1));
        opening.cancel();

        assertThat(DeadlineTest.refusal(late).reason()).isEqualTo(RefusalReason.CONCURRENCY);
        held.close();
    }

    @Test
    void holdOfTheThread_isReusedByARequestThatNamesIt() throws InterruptedException {
        try (Lease hold = limiter.hold(AcquireRequest.one())) {
            limiter.acquire(AcquireRequest.one().cancelledBy(opening)).close();
            assertThat(hold.kind()).isNotEmpty();
        }
    }

    @Test
    void requestThatWouldWaitForEver_isRefusedAsSuch() throws InterruptedException {
        LimitScope own = LimitScope.create("own");
        LimitScope other = LimitScope.create("other");
        Limiter model = limiters.limiter("openrouter");
        Lease box = limiter.lease(LeaseRequest.of("sandboxes").scope(own));
        Lease unit = model.hold(AcquireRequest.one().scope(other));
        CompletableFuture<Lease> wantsBox =
                limiter.leaseAsync(LeaseRequest.of("sandboxes").scope(other));

        CompletableFuture<Permit> knot =
                model.acquireAsync(AcquireRequest.one().scope(own).cancelledBy(opening));

        assertThat(DeadlineTest.refusal(knot).reason()).isEqualTo(RefusalReason.WOULD_DEADLOCK);
        box.close();
        wantsBox.join().close();
        unit.close();
    }

    @Test
    void blockedThreads_areWoken_withoutAnyTimePassing() throws Exception {
        Permit held = granted(ask(AcquireRequest.one()));
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Permit>> blocked = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                blocked.add(pool.submit(blocking(AcquireRequest.one().cancelledBy(opening))));
            }
            while (limiter.snapshot().provider().queueLength() < THREADS) {
                Thread.onSpinWait();
            }

            opening.cancel();

            assertThat(limiter.snapshot().provider().queueLength()).isZero();
            for (Future<Permit> one : blocked) {
                assertThatThrownBy(() -> one.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
            }
            held.close();
        } finally {
            pool.shutdownNow();
        }
    }

    /** Cancels at random instants among requests, ends, user cancels and time: nobody who names a cancelled one is left, no unit is lost. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomSchedule_leavesNobodyWaitingAndNothingTaken(long seed) {
        Random random = new Random(seed);
        List<Permit> held = new ArrayList<>();
        List<CompletableFuture<Permit>> waiting = new ArrayList<>();
        List<CompletableFuture<Permit>> doomed = new ArrayList<>();
        Cancellation current = new Cancellation();
        for (int step = 0; step < 20 * ROUNDS / 5; step++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> doomed.add(ask(request(random).cancelledBy(current)));
                case 3, 4 -> waiting.add(ask(request(random)));
                case 5 -> closeOne(random, held);
                case 6 -> time.advance(Duration.ofSeconds(random.nextInt(20)));
                case 7 -> cancelOne(random, random.nextBoolean() ? waiting : doomed);
                case 8 -> limiter.reconfigure(limits(1 + random.nextInt(3)));
                default -> {
                    collect(doomed, held);
                    current.cancel();
                    assertThat(doomed).as("seed %d, step %d", seed, step).allMatch(CompletableFuture::isCancelled);
                    doomed.clear();
                    current = new Cancellation();
                }
            }
            collect(waiting, held);
            collect(doomed, held);
            assertThat(limiter.snapshot().provider().inFlight())
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(held.size());
            assertThat(limiter.snapshot().provider().queueLength())
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(waiting.size() + doomed.size());
        }
        waiting.forEach(CancellationTest::giveUp);
        doomed.forEach(CancellationTest::giveUp);
        held.forEach(Permit::close);
    }

    /** In time that nobody moves, a wake-up that is lost is not made up for by a timer. */
    @Test
    void threadsThatAcquireWhileOthersCancel_allGoOn() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        Limiters timeless = Limiters.create(provider -> LimitsConfig.of(1, Duration.ZERO), VirtualTime.manual());
        Limiter one = timeless.limiter("exa");
        Cancellation[] shared = {new Cancellation()};
        try {
            List<Future<Integer>> ends = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                boolean canceller = thread == 0;
                ends.add(pool.submit(() -> {
                    int served = 0;
                    for (int i = 0; i < ROUNDS; i++) {
                        if (canceller) {
                            replace(shared).cancel();
                        } else {
                            served += served(one, current(shared));
                        }
                    }
                    return served;
                }));
            }
            int served = 0;
            for (Future<Integer> end : ends) {
                served += end.get(50, TimeUnit.SECONDS);
            }
            assertThat(one.snapshot().totals().granted()).isEqualTo(served);
            assertThat(one.snapshot().provider().inFlight()).isZero();
            assertThat(one.snapshot().provider().queueLength()).isZero();
        } finally {
            pool.shutdownNow();
            timeless.close();
        }
    }

    private static int served(Limiter one, Cancellation current) throws InterruptedException {
        try (Permit permit = one.acquire(AcquireRequest.one().cancelledBy(current))) {
            assertThat(permit.waited()).isGreaterThanOrEqualTo(Duration.ZERO);
            return 1;
        } catch (CancellationException ended) {
            assertThat(current.isCancelled()).isTrue();
            return 0;
        }
    }

    private static Cancellation current(Cancellation[] shared) {
        synchronized (shared) {
            return shared[0];
        }
    }

    private static Cancellation replace(Cancellation[] shared) {
        synchronized (shared) {
            Cancellation old = shared[0];
            shared[0] = new Cancellation();
            return old;
        }
    }

    private static LimitsConfig limits(int concurrent) {
        return LimitsConfig.of(concurrent, Duration.ZERO)
                .withQuotas(QuotaConfig.sliding("tokens", 10, Duration.ofMinutes(1)))
                .withLeases(Map.of("sandboxes", 1));
    }

    private static AcquireRequest request(Random random) {
        Priority[] priorities = Priority.values();
        return AcquireRequest.one()
                .cost("tokens", random.nextInt(4))
                .priority(priorities[random.nextInt(priorities.length)]);
    }

    private static void collect(List<CompletableFuture<Permit>> waiting, List<Permit> held) {
        for (CompletableFuture<Permit> future : List.copyOf(waiting)) {
            if (future.isDone() && !future.isCancelled()) {
                held.add(future.join());
                waiting.remove(future);
            }
        }
    }

    /** One that leaves may let another one go. */
    private static void giveUp(CompletableFuture<Permit> future) {
        if (!future.cancel(true)) {
            future.join().close();
        }
    }

    private static void closeOne(Random random, List<Permit> held) {
        if (!held.isEmpty()) {
            held.remove(random.nextInt(held.size())).close();
        }
    }

    private static void cancelOne(Random random, List<CompletableFuture<Permit>> waiting) {
        if (!waiting.isEmpty()) {
            waiting.remove(random.nextInt(waiting.size())).cancel(true);
        }
    }

    private Callable<Permit> blocking(AcquireRequest request) {
        return () -> limiter.acquire(request);
    }

    private CompletableFuture<Permit> ask(AcquireRequest request) {
        return limiter.acquireAsync(request);
    }

    private static Permit granted(CompletableFuture<Permit> future) {
        assertThat(future).isCompleted();
        return future.join();
    }
}
