package dev.sluice.ratelimit;

import java.time.Duration;

/**
 * How long grants took to come, in buckets that are exact below 16 ns and otherwise at most 1/16 too wide. Immutable.
 */
public final class WaitHistogram {
    private static final int SUB_BITS = 4;
    private static final int SUB = 1 << SUB_BITS;
    static final int BUCKETS = (64 - SUB_BITS) * SUB;

    private final long[] counts;
    private final long total;
    private final long maxNanos;

    WaitHistogram(long[] counts, long maxNanos) {
        this.counts = counts.clone();
        this.maxNanos = maxNanos;
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        this.total = sum;
    }

    /** How many waits are in it. */
    public long count() {
        return total;
    }

    /** The median; zero if nothing was granted yet. */
    public Duration p50() {
        return percentile(50);
    }

    /** The wait that one in a hundred exceeded; zero if nothing was granted yet. */
    public Duration p99() {
        return percentile(99);
    }

    /** The longest wait, exact. */
    public Duration max() {
        return Duration.ofNanos(maxNanos);
    }

    /**
     * The wait that this share of grants did not exceed, rounded up to its bucket's end but never above {@link #max()}.
     *
     * @param percent above 0, at most 100
     * @throws IllegalArgumentException outside of that
     */
    public Duration percentile(double percent) {
        if (!(percent > 0 && percent <= 100)) {
            throw new IllegalArgumentException("percentile: " + percent + " (expected: above 0, at most 100)");
        }
        long rank = Math.max(1, (long) Math.ceil(total * percent / 100));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Duration.ofNanos(Math.min(maxNanos, upperBound(i)));
            }
        }
        return Duration.ZERO;
    }

    static int bucket(long nanos) {
        if (nanos < SUB) {
            return (int) nanos;
        }
        int shift = 63 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
        return shift * SUB + (int) (nanos >>> shift);
    }

    private static long upperBound(int bucket) {
        if (bucket < SUB) {
            return bucket;
        }
        int shift = bucket / SUB - 1;
        return (((bucket % SUB) + SUB + 1L) << shift) - 1;
    }
}
