package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    @Test
    void permits_areNeverMoreThanTheMaximum() {
        Fixture fixture = Fixture.gate(2);
        Permit first = fixture.take();
        fixture.take();

        TryAcquireResult.Refused refused = fixture.refusedNow(Fixture.one());
        assertThat(refused.reason()).isEqualTo(RefusalReason.CONCURRENCY);
        assertThat(refused.waitNeeded()).isZero();

        first.close();
        fixture.take();
        assertThat(fixture.limiter.snapshot().provider().inFlight()).isEqualTo(2);
    }

    @Test
    void close_isIdempotent() {
        Fixture fixture = Fixture.gate(1);
        Permit permit = fixture.take();
        permit.close();
        Permit second = fixture.take();

        permit.close();
        permit.close();

        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.CONCURRENCY);
        second.close();
        assertThat(fixture.limiter.snapshot().provider().inFlight()).isZero();
    }

    @Test
    void waiters_areServedInOrder() {
        Fixture fixture = Fixture.gate(1);
        Permit held = fixture.take();
        List<Integer> served = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            fixture.ask().thenAccept(permit -> {
                served.add(number);
                permit.close();
            });
        }

        held.close();

        assertThat(served).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void tryAcquire_doesNotBargePastWaiters() {
        Fixture fixture = new Fixture(LimitsConfig.of(5, Fixture.DELAY));
        fixture.take();
        CompletableFuture<Permit> waiting = fixture.ask();
        fixture.time.advance(Fixture.DELAY);

        assertThat(waiting).isCompleted();
        assertThat(fixture.refusedNow(Fixture.one()).reason()).isEqualTo(RefusalReason.PACING);
    }

    @Test
    void critical_goesFirst_andEveryEighthGrantGoesLower() {
        Fixture fixture = Fixture.gate(1);
        Permit held = fixture.take();
        List<Priority> served = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            note(fixture, Priority.NORMAL, served);
            note(fixture, Priority.CRITICAL, served);
        }

        held.close();

        assertThat(served).hasSize(40);
        assertThat(served.subList(0, 16))
                .containsExactly(
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.NORMAL,
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.CRITICAL,
                        Priority.NORMAL);
    }

    @Test
    void background_isServedThoughBothOthersNeverEnd() {
        Fixture fixture = Fixture.gate(1);
        Permit held = fixture.take();
        List<Priority> served = new ArrayList<>();
        note(fixture, Priority.BACKGROUND, served);
        for (int i = 0; i < 100; i++) {
            note(fixture, Priority.CRITICAL, served);
            note(fixture, Priority.NORMAL, served);
        }

        held.close();

        assertThat(served.indexOf(Priority.BACKGROUND)).isEqualTo(63);
    }

    @Test
    void reservedConcurrency_isOnlyForTheCritical() {
        Fixture fixture = new Fixture(LimitsConfig.of(3, Duration.ZERO).withReserveCritical(1));
        fixture.take();
        fixture.take();
        CompletableFuture<Permit> normal = fixture.ask();

        CompletableFuture<Permit> critical = fixture.ask(Priority.CRITICAL);

        assertThat(normal).isNotCompleted();
        assertThat(critical).isCompleted();
        assertThat(fixture.refusedNow(Fixture.one().priority(Priority.CRITICAL)).reason())
                .isEqualTo(RefusalReason.CONCURRENCY);
    }

    @Test
    void criticalBeyondItsReserve_leavesTheOthersTheirTurn() {
        Fixture fixture = new Fixture(LimitsConfig.of(2, Duration.ZERO).withReserveCritical(1));
        List<Priority> served = new ArrayList<>();
        Permit one = fixture.take(Fixture.one().priority(Priority.CRITICAL));
        Permit two = fixture.take(Fixture.one().priority(Priority.CRITICAL));
        for (int i = 0; i < 20; i++) {
            note(fixture, Priority.CRITICAL, served);
        }
        note(fixture, Priority.NORMAL, served);

        one.close();
        two.close();

        assertThat(served.indexOf(Priority.NORMAL)).isBetween(0, 8);
    }

    private static void note(Fixture fixture, Priority priority, List<Priority> served) {
        fixture.ask(priority).thenAccept(permit -> {
            served.add(priority);
            permit.close();
        });
    }
}
