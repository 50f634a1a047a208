package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final Fixture fixture = Fixture.paced();

    @Test
    void waitThatCannotFit_isRefusedAtOnce_withNumbers() {
        fixture.take();
        for (int i = 0; i < 5; i++) {
            fixture.ask();
        }

        CompletableFuture<Permit> refused = fixture.ask(Fixture.one().within(Duration.ofMillis(599)));

        PermitUnavailableException why = refusal(refused);
        assertThat(why.limiter()).isEqualTo("exa");
        assertThat(why.reason()).isEqualTo(RefusalReason.PACING);
        assertThat(why.waitNeeded()).isEqualTo(Duration.ofMillis(600));
        assertThat(why.queueLength()).isEqualTo(5);
        assertThat(why)
                .hasMessage("exa: no permit in time (reason: pacing, wait needed: at least 600 ms, queue length: 5)");
        assertThat(fixture.time.nanoTime()).isZero();
    }

    @Test
    void waitThatJustFits_isServed() {
        fixture.take();
        for (int i = 0; i < 5; i++) {
            fixture.ask();
        }

        CompletableFuture<Permit> last = fixture.ask(Fixture.one().within(Duration.ofMillis(600)));
        fixture.advanceMillis(600);

        assertThat(last).isCompleted();
        assertThat(last.join().waited()).isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void waiterForConcurrency_isRefusedAtItsDeadline_andLeavesTheQueue() {
        Fixture gate = Fixture.gate(1);
        Permit held = gate.take();
        CompletableFuture<Permit> waiting = gate.ask(Fixture.one().within(Duration.ofSeconds(1)));
        gate.advanceMillis(1_000);

        assertThat(refusal(waiting).reason()).isEqualTo(RefusalReason.CONCURRENCY);
        assertThat(gate.limiter.snapshot().provider().queueLength()).isZero();
        assertThat(gate.limiter.snapshot().totals().refused()).isEqualTo(1);
        held.close();
        gate.take();
    }

    @Test
    void relativeAndAbsoluteBound_theEarlierCounts() {
        Fixture gate = Fixture.gate(1);
        gate.take();
        AcquireRequest request = Fixture.one().within(Duration.ofSeconds(5)).deadline(gate.time.nanoTime() + 1_000_000);

        CompletableFuture<Permit> waiting = gate.ask(request);
        gate.advanceMillis(1);

        assertThat(waiting).isCompletedExceptionally();
    }

    @Test
    void deadlineInThePast_isRefused_thoughFree() {
        fixture.advanceMillis(10);

        CompletableFuture<Permit> late = fixture.ask(Fixture.one().deadline(fixture.time.nanoTime() - 1));

        assertThat(late).isCompletedExceptionally();
        assertThat(fixture.limiter.snapshot().totals().granted()).isZero();
    }

    @Test
    void zeroBound_isServed_ifFree() {
        assertThat(fixture.ask(Fixture.one().within(Duration.ZERO))).isCompleted();
    }

    @Test
    void blockingWait_endsWithTheRefusal() {
        VirtualTime time = VirtualTime.autoAdvancing();
        Limiter limiter = Limiters.create(provider -> LimitsConfig.of(1, Duration.ZERO), time)
                .limiter("exa");
        Permit held = ((TryAcquireResult.Granted) limiter.tryAcquire(Fixture.one())).permit();

        assertThatThrownBy(() -> limiter.acquire(Fixture.one().within(Duration.ofSeconds(3))))
                .isInstanceOf(PermitUnavailableException.class)
                .hasMessageContaining("reason: concurrency");

        assertThat(time.nanoTime()).isEqualTo(Duration.ofSeconds(3).toNanos());
        held.close();
    }

    @Test
    void immenseBound_isNoBound() {
        fixture.take();
        CompletableFuture<Permit> waiting = fixture.ask(Fixture.one().within(Duration.ofSeconds(Long.MAX_VALUE)));
        fixture.time.advance(Fixture.DELAY);

        assertThat(waiting).isCompleted();
    }

    static PermitUnavailableException refusal(CompletableFuture<?> future) {
        CompletionException failure = catchThrowableOfType(CompletionException.class, future::join);
        assertThat(failure).hasCauseInstanceOf(PermitUnavailableException.class);
        return (PermitUnavailableException) failure.getCause();
    }
}
