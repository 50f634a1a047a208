package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Interrupts every thread that begins to wait, at that moment; otherwise another time source. */
record InterruptingTime(TimeSource time) implements TimeSource {
    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
        Thread.currentThread().interrupt();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return time.schedule(delay, task);
    }
}
