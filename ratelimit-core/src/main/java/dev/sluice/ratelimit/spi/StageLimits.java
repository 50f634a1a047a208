package dev.sluice.ratelimit.spi;

import java.time.Duration;
import java.util.List;

/**
 * The limits of one stage as the asking process has them configured. They travel with each question, so the store holds counts alone, and a
 * process with other numbers is held to its own.
 *
 * @param key where they count
 * @param maxConcurrent permits held at most, by all processes together; {@link Integer#MAX_VALUE} for no bound
 * @param reserveCritical how many of these only critical requests may use; below {@code maxConcurrent}
 * @param minDelay strict distance between two starts, by the store's clock, in whole microseconds, rounded up; zero for none
 * @param windows quotas
 */
public record StageLimits(
        StageKey key, int maxConcurrent, int reserveCritical, Duration minDelay, List<WindowLimit> windows) {
    /**
     * Checks the numbers and copies the list.
     *
     * @throws IllegalArgumentException if they make no limits
     */
    public StageLimits {
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("max-concurrent: " + maxConcurrent + " (expected: at least 1)");
        }
        if (reserveCritical < 0 || reserveCritical >= maxConcurrent) {
            throw new IllegalArgumentException(
                    "reserve-critical: " + reserveCritical + " (expected: at least 0 and below max-concurrent)");
        }
        if (minDelay.isNegative()) {
            throw new IllegalArgumentException("min-delay: " + minDelay + " (expected: zero or more)");
        }
        windows = List.copyOf(windows);
    }

    /** Concurrency and pacing alone. */
    public static StageLimits of(StageKey key, int maxConcurrent, Duration minDelay) {
        return new StageLimits(key, maxConcurrent, 0, minDelay, List.of());
    }

    /** The same with these windows. */
    public StageLimits withWindows(WindowLimit... values) {
        return new StageLimits(key, maxConcurrent, reserveCritical, minDelay, List.of(values));
    }

    /** The same with so much kept for critical requests. */
    public StageLimits withReserveCritical(int value) {
        return new StageLimits(key, maxConcurrent, value, minDelay, windows);
    }
}
