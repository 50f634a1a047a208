package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class AsyncTest {
    private final ArrayDeque<Runnable> completions = new ArrayDeque<>();
    private final List<CompletableFuture<Permit>> asked = new ArrayList<>(); // a permit out of reach is taken back
    private final VirtualTime time = VirtualTime.manual();
    private final Limiter limiter = Limiters.builder(provider -> LimitsConfig.of(5, Fixture.DELAY)
                    .withQuotas(QuotaConfig.sliding("requests", 100, Duration.ofMinutes(1))))
            .time(time)
            .executor(completions::add)
            .build()
            .limiter("exa");

    @Test
    void freePermit_comesWithTheCall() {
        assertThat(ask()).isCompleted();
        assertThat(completions).isEmpty();
    }

    @Test
    void laterPermit_isToldOnTheExecutor() {
        ask();
        CompletableFuture<Permit> later = ask();
        time.advance(Fixture.DELAY);
        assertThat(later).isNotDone();

        completions.remove().run();

        assertThat(later).isCompleted();
    }

    @Test
    void cancelAfterTheGrant_handsItBack_withItsPacingSlotAndCharge() {
        ask();
        CompletableFuture<Permit> later = ask();
        time.advance(Fixture.DELAY);
        assertThat(limiter.snapshot().totals().granted()).isEqualTo(2);

        later.cancel(true);
        completions.remove().run();

        LimiterSnapshot.Totals totals = limiter.snapshot().totals();
        assertThat(totals.granted()).isEqualTo(1);
        assertThat(totals.handedBack()).isEqualTo(1);
        assertThat(totals.charged()).containsEntry("requests", 1L);
        assertThat(limiter.snapshot().provider().inFlight()).isEqualTo(1);
        assertThat(limiter.snapshot().provider().nextSlot()).isZero();
        assertThat(ask()).isCompleted();
    }

    @Test
    void grantHandedBackAfterALaterStart_keepsThatStartsDistance() {
        Limiter free = Limiters.builder(provider -> LimitsConfig.of(5, Duration.ZERO))
                .time(time)
                .executor(completions::add)
                .build()
                .limiter("exa");
        free.feedback(ServerFeedback.pause(Target.account(), time.instant().plusSeconds(1)));
        CompletableFuture<Permit> first = free.acquireAsync(AcquireRequest.one());
        CompletableFuture<Permit> second = free.acquireAsync(AcquireRequest.one());
        time.advance(Duration.ofSeconds(1));

        first.cancel(true);
        completions.forEach(Runnable::run);
        free.reconfigure(LimitsConfig.of(5, Fixture.DELAY));

        assertThat(free.snapshot().provider().nextSlot()).isEqualTo(Fixture.DELAY);
        second.join().close();
    }

    @Test
    void timeoutOfTheCallersOwn_unlinksToo() {
        ask();
        CompletableFuture<Permit> waiting = ask();

        waiting.completeExceptionally(new TimeoutException("enough"));

        assertThat(limiter.snapshot().provider().queueLength()).isZero();
        assertThat(time.scheduledTasks()).isZero();
    }

    @Test
    void dependentStage_isAnOrdinaryFuture() {
        ask();
        CompletableFuture<Permit> waiting = ask();
        CompletableFuture<Duration> dependent = waiting.thenApply(Permit::waited);

        dependent.cancel(true);

        assertThat(waiting).isNotDone();
        assertThat(limiter.snapshot().provider().queueLength()).isEqualTo(1);
    }

    @Test
    void refusalOfAWaiter_isToldOnTheExecutor() {
        Limiter gate = Limiters.builder(provider -> LimitsConfig.of(1, Duration.ZERO))
                .time(time)
                .executor(completions::add)
                .build()
                .limiter("exa");
        CompletableFuture<Permit> held = gate.acquireAsync(AcquireRequest.one());
        CompletableFuture<Permit> waiting =
                gate.acquireAsync(AcquireRequest.one().within(Duration.ofSeconds(1)));
        time.advance(Duration.ofSeconds(1));
        assertThat(waiting).isNotDone();

        completions.remove().run();

        assertThat(DeadlineTest.refusal(waiting).reason()).isEqualTo(RefusalReason.CONCURRENCY);
        held.join().close();
    }

    @Test
    void executorThatRefuses_doesNotLoseThePermit() {
        Limiter closedPool = Limiters.builder(provider -> LimitsConfig.of(5, Fixture.DELAY))
                .time(time)
                .executor(task -> {
                    throw new RejectedExecutionException("shut down");
                })
                .build()
                .limiter("exa");
        closedPool.acquireAsync(AcquireRequest.one());
        CompletableFuture<Permit> later = closedPool.acquireAsync(AcquireRequest.one());

        time.advance(Fixture.DELAY);

        assertThat(later).isCompleted();
    }

    @Test
    void cancelledFuture_saysSo() {
        ask();
        CompletableFuture<Permit> waiting = ask();

        assertThat(waiting.cancel(true)).isTrue();

        assertThat(waiting).failsWithin(Duration.ZERO).withThrowableOfType(CancellationException.class);
        assertThat(limiter.snapshot().totals().abandoned()).isEqualTo(1);
    }

    private CompletableFuture<Permit> ask() {
        CompletableFuture<Permit> future = limiter.acquireAsync(AcquireRequest.one());
        asked.add(future);
        return future;
    }
}
