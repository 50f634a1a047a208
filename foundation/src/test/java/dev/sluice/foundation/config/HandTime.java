package dev.sluice.foundation.config;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/** A timer that a test turns by hand: one scheduled task after the other, and how long each was to wait. */
final class HandTime implements TimeSource {
    final Deque<Duration> delays = new ArrayDeque<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();

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
        LockSupport.parkNanos(blocker, nanos);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        delays.add(delay);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    /** Runs the oldest task; returns how long it was to wait. */
    Duration turn() {
        Duration delay = delays.remove();
        tasks.remove().run();
        return delay;
    }
}
