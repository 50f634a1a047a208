package dev.sluice.ratelimit.lincheck;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One nanosecond passes with each look, and no timer ever goes off. Were the clock to stand still, a try that queues for the moment of its own call
 * could be granted past somebody who came while it did.
 */
final class TickingTime implements TimeSource {
    private final AtomicLong looks = new AtomicLong();

    @Override
    public long nanoTime() {
        return looks.incrementAndGet();
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
