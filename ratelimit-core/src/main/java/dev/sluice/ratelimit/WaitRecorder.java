package dev.sluice.ratelimit;

/** Counts waits; guarded by its account's lock. */
final class WaitRecorder {
    private final long[] counts = new long[WaitHistogram.BUCKETS];
    private long maxNanos;

    void record(long nanos) {
        counts[WaitHistogram.bucket(nanos)]++;
        maxNanos = Math.max(maxNanos, nanos);
    }

    WaitHistogram snapshot() {
        return new WaitHistogram(counts, maxNanos);
    }
}
