package dev.sluice.logging;

import dev.sluice.logging.event.Percentiles;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The latest durations of something, and their exact percentiles: kept sorted beside the order of their coming, so that one more costs a search and
 * two moves within 8 KB. Thread-safe.
 */
public final class RecentDurations {
    private static final int SIZE = 1_000;

    private final long[] coming = new long[SIZE];
    private final long[] sorted = new long[SIZE];
    private int next;
    private int size;

    /** None yet; the latest 1,000 will be kept. */
    public RecentDurations() {}

    /** Adds one, in place of the oldest if there are 1,000. */
    public synchronized void add(Duration duration) {
        long nanos = duration.toNanos();
        if (size == SIZE) {
            int gone = Arrays.binarySearch(sorted, 0, size, coming[next]);
            System.arraycopy(sorted, gone + 1, sorted, gone, size - gone - 1);
            size--;
        }
        int found = Arrays.binarySearch(sorted, 0, size, nanos);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = nanos;
        size++;
        coming[next] = nanos;
        next = (next + 1) % SIZE;
    }

    /** Of those that are kept; null if there are none. */
    public synchronized @Nullable Percentiles percentiles() {
        return size == 0 ? null : new Percentiles(millis(50), millis(95), millis(99), size);
    }

    private double millis(int percent) {
        int rank = (size * percent + 99) / 100;
        return Math.round(sorted[rank - 1] / 1e3) / 1e3;
    }
}
