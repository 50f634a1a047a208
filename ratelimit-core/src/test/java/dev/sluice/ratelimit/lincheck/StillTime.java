package dev.sluice.ratelimit.lincheck;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** No time passes, and no timer ever goes off: what is left is the interleaving of threads. */
public final class StillTime implements TimeSource {
    @Override
    public long nanoTime() {
        return 0;
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH;
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
        throw new UnsupportedOperationException("nobody parks here");
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return () -> {};
    }
}
