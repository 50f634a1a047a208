package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.util.concurrent.TimeUnit;

/**
 * Keeps repeats to a share of the calls of the last minute, so that a provider in trouble does not get three times the load; ten a minute
 * are always allowed. Thread-safe.
 */
final class RetryBudget {
    private static final int FLOOR = 10;
    private static final int SLICES = 6;
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final TimeSource time;
    private final double share;
    private final long[] calls = new long[SLICES];
    private final long[] repeats = new long[SLICES];
    private long slice;

    /** @param share of the calls that may be repeated, 0 to 1 */
    RetryBudget(TimeSource time, double share) {
        this.time = time;
        this.share = share;
        this.slice = Math.floorDiv(time.nanoTime(), SLICE_NANOS);
    }

    synchronized void countCall() {
        calls[current()]++;
    }

    /** Takes one repeat from the budget; false if none is left. */
    synchronized boolean tryRepeat() {
        int now = current();
        if (sum(repeats) >= Math.max(FLOOR, (long) (share * sum(calls)))) {
            return false;
        }
        repeats[now]++;
        return true;
    }

    private int current() {
        long now = Math.floorDiv(time.nanoTime(), SLICE_NANOS);
        long passed = Math.min(now - slice, SLICES);
        for (long i = 1; i <= passed; i++) {
            int index = Math.floorMod(slice + i, SLICES);
            calls[index] = 0;
            repeats[index] = 0;
        }
        slice = now;
        return Math.floorMod(now, SLICES);
    }

    private static long sum(long[] slices) {
        long sum = 0;
        for (long value : slices) {
            sum += value;
        }
        return sum;
    }
}
