package dev.sluice.ratelimit.spi;

import java.time.Duration;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Never more than so much in any window of this length, or, with an offset, in each window that starts at midnight of that offset or a whole
 * number of windows after it.
 *
 * @param id unique within its stage
 * @param capacity at least 1, at most {@link #MOST}; money is counted in millionths, rounded up
 * @param per the window, from 1 ms; with an offset, a divisor of one day
 * @param offset of the calendar's zone from UTC at the time of asking, because a script knows no time zones; null for a window that slides
 */
public record WindowLimit(
        String id, long capacity, Duration per, @Nullable ZoneOffset offset) {
    /** 2<sup>53</sup>: the largest count that a script's numbers hold exactly. */
    public static final long MOST = 1L << 53;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if they make no window
     */
    public WindowLimit {
        if (capacity < 1 || capacity > MOST) {
            throw new IllegalArgumentException("capacity: " + capacity + " (expected: 1 to 2^53)");
        }
        if (per.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("per: " + per + " (expected: at least 1 ms)");
        }
        if (offset != null && Duration.ofDays(1).toNanos() % per.toNanos() != 0) {
            throw new IllegalArgumentException("per: " + per + " (expected: a divisor of one day, with an offset)");
        }
    }

    /** A window that slides. */
    public static WindowLimit sliding(String id, long capacity, Duration per) {
        return new WindowLimit(id, capacity, per, null);
    }
}
