package dev.sluice.ratelimit;

/** Counts waits; guarded by its account's lock. */
final class WaitRecorder {
    private final long[] counts = new long[WaitHistogram.BUCKETS];
    private long maxNanos;

    void record(long nanos) {
        counts[WaitHistogram.bucket(nanos)]++;
        maxNanos = Math.max(maxNanos, nanos);
    }

    /**
     * @param unrecorded how many more did not have to wait
     */
    WaitHistogram snapshot(long unrecorded) {
        long[] all = counts.clone();
        all[0] += unrecorded;
        return new WaitHistogram(all, maxNanos);
    }
}
