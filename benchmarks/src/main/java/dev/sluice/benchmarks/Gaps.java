package dev.sluice.benchmarks;

import java.util.Arrays;

/**
 * The distances between starts that ought to be one delay apart.
 *
 * @param count of gaps, one less than of starts
 * @param tooShort how many are below the delay
 * @param shareShort how many are below 0.99 of the delay, of all
 * @param rate starts over those the time had room for
 * @param smallest the smallest gap over the delay
 */
record Gaps(int count, int tooShort, double shareShort, double rate, double smallest) {
    private static final double TOLERANCE = 0.99;

    /**
     * @param stamps at least two, in any order
     * @throws IllegalArgumentException if there are fewer
     */
    static Gaps of(long[] stamps, long delayNanos) {
        if (stamps.length < 2) {
            throw new IllegalArgumentException("stamps: " + stamps.length + " (expected: at least 2)");
        }
        long[] sorted = stamps.clone();
        Arrays.sort(sorted);
        int count = sorted.length - 1;
        long smallest = Long.MAX_VALUE;
        int tooShort = 0;
        int clearly = 0;
        for (int i = 0; i < count; i++) {
            long gap = sorted[i + 1] - sorted[i];
            smallest = Math.min(smallest, gap);
            tooShort += gap < delayNanos ? 1 : 0;
            clearly += gap < TOLERANCE * delayNanos ? 1 : 0;
        }
        double rate = (double) count * delayNanos / (sorted[count] - sorted[0]);
        return new Gaps(count, tooShort, (double) clearly / count, rate, (double) smallest / delayNanos);
    }
}
