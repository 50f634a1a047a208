package dev.sluice.simulators;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long a simulated answer takes, drawn evenly from a range.
 *
 * @param min shortest time, not negative
 * @param max longest time, not below {@code min}
 */
public record Latency(Duration min, Duration max) {

    /** @throws IllegalArgumentException if the range is negative or upside down */
    public Latency {
        if (min.isNegative() || max.compareTo(min) < 0) {
            throw new IllegalArgumentException("latency: " + min + " to " + max + " (expected 0 <= min <= max)");
        }
    }

    /** Answers leave at once, without a timer: for tests that move a clock by hand. */
    public static Latency none() {
        return new Latency(Duration.ZERO, Duration.ZERO);
    }

    /** A range in milliseconds. */
    public static Latency ofMillis(long min, long max) {
        return new Latency(Duration.ofMillis(min), Duration.ofMillis(max));
    }

    Duration draw(RandomGenerator random) {
        long span = max.minus(min).toNanos();
        return span == 0 ? min : min.plusNanos(random.nextLong(span + 1));
    }
}
