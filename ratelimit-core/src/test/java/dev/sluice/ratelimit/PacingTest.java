package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PacingTest {
    private final Fixture fixture = Fixture.paced();

    @Test
    void starts_areExactlyTheDelayApart_whenManyWait() {
        List<Duration> waits = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            fixture.ask().thenAccept(permit -> waits.add(permit.waited()));
        }

        fixture.advanceMillis(2_000);

        assertThat(waits).hasSize(20);
        for (int i = 0; i < waits.size(); i++) {
            assertThat(waits.get(i)).isEqualTo(Fixture.DELAY.multipliedBy(i));
        }
    }

    @Test
    void idleTime_isNotStoredUp() {
        fixture.take();
        fixture.advanceMillis(60_000);

        fixture.take();

        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.PACING);
        assertThat(fixture.refusedNow(Fixture.one()).waitNeeded()).isEqualTo(Fixture.DELAY);
    }

    @Test
    void lateStart_movesTheNextOne() {
        fixture.take();
        fixture.advanceMillis(130);
        fixture.take();
        fixture.advanceMillis(99);
        assertThat(fixture.refusedNow(Fixture.one()).waitNeeded()).isEqualTo(Duration.ofMillis(1));

        fixture.advanceMillis(1);

        fixture.take();
    }

    @Test
    void cancelledWaiters_leaveNoTrace() {
        fixture.take();
        List<CompletableFuture<Permit>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(fixture.ask());
        }

        waiting.forEach(future -> future.cancel(true));
        CompletableFuture<Permit> next = fixture.ask();
        fixture.advanceMillis(100);

        assertThat(next).isCompleted();
        assertThat(next.join().waited()).isEqualTo(Fixture.DELAY);
        assertThat(fixture.limiter.snapshot().totals().abandoned()).isEqualTo(20);
    }

    @Test
    void timedOutWaiters_leaveNoTrace() {
        fixture.take();
        CompletableFuture<Permit> patient = fixture.ask();
        CompletableFuture<Permit> hasty = fixture.ask(Fixture.one().within(Duration.ofMillis(250)));
        patient.cancel(true);

        fixture.advanceMillis(100);

        assertThat(hasty).isCompleted();
        assertThat(hasty.join().waited()).isEqualTo(Fixture.DELAY);
    }

    @Test
    void oneTimer_servesTheWholeQueue_andNoneIsLeft() {
        fixture.take();
        List<CompletableFuture<Permit>> waiting = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            waiting.add(fixture.ask());
        }
        assertThat(fixture.time.scheduledTasks()).isEqualTo(1);

        waiting.forEach(future -> future.cancel(true));

        assertThat(fixture.time.scheduledTasks()).isZero();
    }

    @Test
    void blockingAcquire_waitsForItsSlot_inVirtualTime() throws InterruptedException {
        VirtualTime time = VirtualTime.autoAdvancing();
        Limiter limiter = Limiters.create(provider -> LimitsConfig.of(5, Fixture.DELAY), time)
                .limiter("exa");

        for (int i = 0; i < 10; i++) {
            limiter.acquire(Fixture.one()).close();
        }

        assertThat(time.nanoTime()).isEqualTo(Fixture.DELAY.multipliedBy(9).toNanos());
    }

    @Test
    void interruptedThread_isNotServed_andSpendsNothing() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> fixture.limiter.acquire(Fixture.one())).isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(fixture.limiter.snapshot().totals().granted()).isZero();
        fixture.take();
    }
}
