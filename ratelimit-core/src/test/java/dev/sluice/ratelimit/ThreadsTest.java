package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.TimeSource;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads, the machine's clock, and no sleep: every wait is a latch, a permit or bounded by the test's time-out. */
@Timeout(60)
class ThreadsTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = Boolean.getBoolean("sluice.nightly") ? 20_000 : 1_000;

    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    private final Limiters limiters = Limiters.create(
            provider -> LimitsConfig.of(3, Duration.ZERO).withLeases(Map.of("sandboxes", 2)), TimeSource.system());
    private final Limiter model = limiters.limiter("openrouter");
    private final Limiter box = limiters.limiter("daytona");

    @AfterEach
    void stop() {
        pool.shutdownNow();
        limiters.close();
    }

    @Test
    void manyThreads_neverExceedTheGate_andAllAreServed() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger highest = new AtomicInteger();
        inParallel(thread -> {
            for (int i = 0; i < ROUNDS; i++) {
                try (Permit permit = model.acquire(AcquireRequest.one())) {
                    highest.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    assertThat(permit.waited()).isGreaterThanOrEqualTo(Duration.ZERO);
                    inside.decrementAndGet();
                }
            }
        });

        assertThat(highest.get()).isBetween(1, 3);
        assertThat(model.snapshot().totals().granted()).isEqualTo((long) THREADS * ROUNDS);
        assertThat(model.snapshot().provider().inFlight()).isZero();
    }

    @Test
    void cancelsInterruptsAndTimeouts_leakNothing() throws Exception {
        inParallel(thread -> {
            Random random = new Random(thread);
            for (int i = 0; i < ROUNDS; i++) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        CompletableFuture<Permit> future = model.acquireAsync(AcquireRequest.one());
                        if (!future.cancel(true)) {
                            future.join().close();
                        }
                    }
                    case 1 -> acquireOrGiveUp(AcquireRequest.one().within(Duration.ofNanos(random.nextInt(50_000))));
                    case 2 -> {
                        Thread.currentThread().interrupt();
                        acquireOrGiveUp(AcquireRequest.one());
                    }
                    default -> acquireOrGiveUp(AcquireRequest.one());
                }
            }
        });

        assertThat(model.snapshot().provider().inFlight()).isZero();
        assertThat(model.snapshot().provider().queueLength()).isZero();
        List<Permit> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(model.acquire(AcquireRequest.one().within(Duration.ZERO)));
        }
        all.forEach(Permit::close);
    }

    private void acquireOrGiveUp(AcquireRequest request) {
        try (Permit permit = model.acquire(request)) {
            assertThat(permit.waited()).isGreaterThanOrEqualTo(Duration.ZERO);
        } catch (InterruptedException | PermitUnavailableException e) {
            assertThat(e).isNotNull(); // both are among what this test provokes
        }
    }

    @Test
    void composedRequests_inBothOrders_andSingles_allEnd() throws Exception {
        inParallel(thread -> {
            for (int i = 0; i < ROUNDS / 2; i++) {
                Entry first = Entry.of(thread % 2 == 0 ? model : box);
                Entry second = Entry.of(thread % 2 == 0 ? box : model);
                limiters.acquireAll(Duration.ofMinutes(1), first, second).close();
                model.acquire(AcquireRequest.one()).close();
                box.acquire(AcquireRequest.one()).close();
            }
        });

        assertThat(model.snapshot().totals().granted()).isEqualTo((long) THREADS * (ROUNDS / 2) * 2);
        assertThat(box.snapshot().totals().granted()).isEqualTo((long) THREADS * (ROUNDS / 2) * 2);
    }

    @Test
    void leaseThenPermits_andPermitsWhileOthersLease_bothNestingsEnd() throws Exception {
        inParallel(thread -> {
            for (int i = 0; i < ROUNDS / 4; i++) {
                if (thread % 2 == 0) {
                    try (Lease sandbox = box.lease(LeaseRequest.of("sandboxes"));
                            Permit call = model.acquire(AcquireRequest.one())) {
                        assertThat(sandbox.kind()).isEqualTo("sandboxes");
                        assertThat(call.waited()).isGreaterThanOrEqualTo(Duration.ZERO);
                    }
                } else {
                    model.acquire(AcquireRequest.one()).close();
                    box.lease(LeaseRequest.of("sandboxes")).close();
                }
            }
        });

        assertThat(box.snapshot().leases().get("sandboxes").inFlight()).isZero();
    }

    @Test
    void reconfigureWhileBusy_losesNobody() throws Exception {
        inParallel(thread -> {
            for (int i = 0; i < ROUNDS; i++) {
                if (thread == 0) {
                    model.reconfigure(LimitsConfig.of(1 + i % 5, Duration.ZERO).withLeases(Map.of("sandboxes", 2)));
                } else {
                    model.acquire(AcquireRequest.one()).close();
                }
            }
        });

        assertThat(model.snapshot().totals().granted()).isEqualTo((long) (THREADS - 1) * ROUNDS);
        assertThat(model.snapshot().provider().inFlight()).isZero();
    }

    /** In time that nobody moves, a wake-up that is lost is not made up for by a timer. */
    @Test
    void manyThreads_loseNoWakeUp_whateverElseTakesTheLock() throws Exception {
        Limiters timeless = Limiters.create(provider -> LimitsConfig.of(2, Duration.ZERO), VirtualTime.manual());
        Limiter one = timeless.limiter("exa");
        Limiter other = timeless.limiter("openrouter");
        inParallel(thread -> {
            for (int i = 0; i < ROUNDS; i++) {
                switch (thread) {
                    case 0 -> assertThat(one.snapshot().provider().inFlight()).isBetween(0, 2);
                    case 1 -> {
                        if (one.tryAcquire(AcquireRequest.of(1)) instanceof TryAcquireResult.Granted granted) {
                            granted.permit().close();
                        }
                    }
                    case 2 ->
                        timeless.acquireAll(Duration.ofDays(1), Entry.of(other), Entry.of(one))
                                .close();
                    default -> one.acquire(AcquireRequest.one()).close();
                }
            }
        });

        assertThat(one.snapshot().provider().inFlight()).isZero();
        timeless.close();
    }

    @Test
    void interruptedWaiter_leavesTheQueue_andTheNextIsServed() throws Exception {
        List<Permit> held = List.of(take(), take(), take());
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Thread> waiting = new CompletableFuture<>();
        Future<?> interrupted = pool.submit(() -> {
            waiting.complete(Thread.currentThread());
            started.countDown();
            assertThatThrownBy(() -> model.acquire(AcquireRequest.one())).isInstanceOf(InterruptedException.class);
        });
        started.await();
        awaitQueue(1);
        CompletableFuture<Permit> next = model.acquireAsync(AcquireRequest.one());

        waiting.join().interrupt();
        interrupted.get(10, TimeUnit.SECONDS);
        held.get(0).close();

        next.get(10, TimeUnit.SECONDS).close();
        assertThat(model.snapshot().totals().abandoned()).isEqualTo(1);
    }

    @Test
    void pacing_holdsByTheLimitersStamps_onManyThreads() throws Exception {
        Limiters paced = Limiters.create(provider -> LimitsConfig.of(100, Duration.ofMillis(2)), TimeSource.system());
        long begin = System.nanoTime();
        inParallel(thread -> {
            for (int i = 0; i < 20; i++) {
                paced.limiter("exa").acquire(AcquireRequest.one()).close();
            }
        });
        long took = System.nanoTime() - begin;

        int starts = THREADS * 20;
        assertThat(paced.limiter("exa").snapshot().totals().granted()).isEqualTo(starts);
        assertThat(took)
                .isGreaterThanOrEqualTo((starts - 1) * Duration.ofMillis(2).toNanos());
        paced.close();
    }

    @Test
    void close_wakesWhoeverWaits() throws Exception {
        take();
        take();
        take();
        Future<Permit> waiting = pool.submit((Callable<Permit>) () -> model.acquire(AcquireRequest.one()));
        awaitQueue(1);

        limiters.close();

        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(PermitUnavailableException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> model.acquire(AcquireRequest.one())).isInstanceOf(PermitUnavailableException.class);
    }

    private Permit take() {
        return ((TryAcquireResult.Granted) model.tryAcquire(AcquireRequest.one())).permit();
    }

    private void awaitQueue(int length) {
        while (model.snapshot().provider().queueLength() < length) {
            Thread.onSpinWait();
        }
    }

    private void inParallel(Work work) throws InterruptedException, ExecutionException, TimeoutException {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            all.add(pool.submit(() -> run(start, work, thread)));
        }
        for (Future<?> one : all) {
            one.get(50, TimeUnit.SECONDS);
        }
    }

    private static Void run(CyclicBarrier start, Work work, int thread)
            throws InterruptedException, BrokenBarrierException {
        start.await();
        work.run(thread);
        return null;
    }

    private interface Work {
        void run(int thread) throws InterruptedException;
    }
}
