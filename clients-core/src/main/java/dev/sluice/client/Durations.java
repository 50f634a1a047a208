package dev.sluice.client;

import java.time.Duration;

/** Durations as the arithmetic of deadlines needs them. */
final class Durations {
    /** Some 73 years: so far from a reading of the clock that no call sees it, so near that sums do not overflow. */
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

    private Durations() {}

    /** What it says, but no more than some 73 years: for whoever says "for ever" by {@code Duration.ofSeconds(Long.MAX_VALUE)}. */
    static Duration bounded(Duration value) {
        return value.compareTo(LONGEST) > 0 ? LONGEST : value;
    }
}
