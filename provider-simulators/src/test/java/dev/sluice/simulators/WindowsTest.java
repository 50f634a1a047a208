package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = VirtualTime.manual();
    private final Quotas quotas = new Quotas(time);

    @Test
    void sliding_anyStretchOfThePeriod_neverHoldsMoreThanTheLimit() {
        for (long seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Operation operation = Operation.of("x", SlidingWindow.of("w", 7, SECOND, time));
            ArrayDeque<Long> admitted = new ArrayDeque<>();
            for (int i = 0; i < 500; i++) {
                time.advance(Duration.ofMillis(random.nextInt(200)));
                long now = time.nanoTime();
                admitted.removeIf(at -> now - at >= SECOND.toNanos());
                boolean free = admitted.size() < 7;
                assertThat(quotas.take(operation).isEmpty())
                        .as("seed %s step %s", seed, i)
                        .isEqualTo(free);
                if (free) {
                    admitted.add(now);
                }
            }
        }
    }

    @Test
    void sliding_refused_takesNoPlaceAndSaysWhenOneIsFree() {
        Operation operation = Operation.of("x", SlidingWindow.of("w", 2, SECOND, time));
        quotas.take(operation);
        time.advance(Duration.ofMillis(300));
        quotas.take(operation);
        for (int i = 0; i < 5; i++) {
            assertThat(quotas.take(operation).orElseThrow().retryIn()).isEqualTo(Duration.ofMillis(700));
        }
        time.advance(Duration.ofMillis(700));
        assertThat(quotas.take(operation)).isEmpty();
        assertThat(quotas.take(operation).orElseThrow().retryIn()).isEqualTo(Duration.ofMillis(300));
    }

    @Test
    void blocking_onceExceeded_refusesForAWholePeriodEvenWhenPlacesAreFree() {
        Operation operation = Operation.of("x", SlidingWindow.blocking("w", 1, SECOND, time));
        quotas.take(operation);
        time.advance(Duration.ofMillis(900));
        assertThat(quotas.take(operation).orElseThrow().retryIn()).isEqualTo(SECOND);
        time.advance(Duration.ofMillis(500));
        assertThat(quotas.take(operation).orElseThrow().retryIn()).isEqualTo(Duration.ofMillis(500));
        time.advance(Duration.ofMillis(500));
        assertThat(quotas.take(operation)).isEmpty();
    }

    @Test
    void take_refusedByOneWindow_countsInNone() {
        RequestWindow wide = SlidingWindow.of("wide", 10, SECOND, time);
        Operation both = Operation.of("x", SlidingWindow.of("narrow", 1, SECOND, time), wide);
        quotas.take(both);
        Refusal refusal = quotas.take(both).orElseThrow();

        assertThat(refusal.limitName()).isEqualTo("narrow");
        assertThat(refusal.limit()).isEqualTo(1);
        assertThat(refusal.resetAt()).isEqualTo(time.instant().plus(SECOND));
        assertThat(wide.remaining()).isEqualTo(9);
    }

    @Test
    void state_isTheFirstWindows_andResetsWithItsOldestPlace() {
        Operation operation = Operation.of("x", SlidingWindow.of("w", 3, SECOND, time));
        assertThat(quotas.state(operation).orElseThrow().remaining()).isEqualTo(3);
        assertThat(quotas.state(operation).orElseThrow().window().retryIn()).isZero();
        quotas.take(operation);
        time.advance(Duration.ofMillis(400));
        quotas.take(operation);
        assertThat(quotas.state(operation).orElseThrow().remaining()).isEqualTo(1);
        assertThat(quotas.state(operation).orElseThrow().window().retryIn()).isEqualTo(Duration.ofMillis(600));
        assertThat(quotas.state(Operation.UNKNOWN)).isEqualTo(Optional.empty());
    }

    @Test
    void daily_startsAnewAtMidnight() {
        Operation operation = Operation.of("x", new DailyWindow("d", 2, time));
        time.advance(Duration.ofHours(23));
        quotas.take(operation);
        quotas.take(operation);
        assertThat(quotas.take(operation).orElseThrow().retryIn()).isEqualTo(Duration.ofHours(1));
        time.advance(Duration.ofHours(1));
        assertThat(quotas.state(operation).orElseThrow().remaining()).isEqualTo(2);
        assertThat(quotas.take(operation)).isEmpty();
        assertThat(quotas.state(operation).orElseThrow().remaining()).isEqualTo(1);
    }

    @Test
    void refusal_secondsAreRoundedUpAndAtLeastOne() {
        assertThat(quotas.refusal("w", 1, Duration.ofMillis(1)).retrySeconds()).isEqualTo(1);
        assertThat(quotas.refusal("w", 1, Duration.ofMillis(1001)).retrySeconds())
                .isEqualTo(2);
        assertThat(quotas.refusal("w", 1, Duration.ZERO).retrySeconds()).isEqualTo(1);
        assertThat(quotas.refusal("w", 1, Duration.ofSeconds(5)).retrySeconds()).isEqualTo(5);
    }
}
