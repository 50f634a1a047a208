package dev.sluice.testsupport;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A clock that only tests move. {@link #advance} runs the scheduled tasks that fall due, in order, on the calling thread.
 *
 * <p>Two modes. {@link #manual()}: a parked thread waits until another one unparks it. {@link #autoAdvancing()}: a thread that parks moves
 * the clock itself, to the next scheduled task or to the end of its wait, whichever comes first; so that blocking code runs in one thread
 * and in no time.
 */
public final class VirtualTime implements TimeSource {
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private final boolean auto;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long nanos;
    private long sequence;

    private VirtualTime(boolean auto) {
        this.auto = auto;
    }

    public static VirtualTime manual() {
        return new VirtualTime(false);
    }

    public static VirtualTime autoAdvancing() {
        return new VirtualTime(true);
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized Instant instant() {
        return EPOCH.plusNanos(nanos);
    }

    @Override
    public void parkNanos(Object blocker, long waitNanos) {
        if (waitNanos <= 0) {
            return;
        }
        if (!auto) {
            LockSupport.park(blocker);
            return;
        }
        long next;
        synchronized (this) {
            next = tasks.isEmpty() ? Long.MAX_VALUE : Math.max(0, tasks.peek().at - nanos);
        }
        advance(Duration.ofNanos(Math.min(next, waitNanos)));
    }

    @Override
    public synchronized Cancellable schedule(Duration delay, Runnable task) {
        Task scheduled = new Task(nanos + Math.max(0, delay.toNanos()), sequence++, task);
        tasks.add(scheduled);
        return () -> {
            synchronized (this) {
                tasks.remove(scheduled);
            }
        };
    }

    /** Moves the clock, stopping at each scheduled task on the way to run it. */
    public void advance(Duration duration) {
        long end = nanoTime() + duration.toNanos();
        for (Task due = takeDue(end); due != null; due = takeDue(end)) {
            due.task.run();
        }
        synchronized (this) {
            nanos = Math.max(nanos, end);
        }
    }

    /** Tasks scheduled and neither run nor cancelled. */
    public synchronized int scheduledTasks() {
        return tasks.size();
    }

    private synchronized @Nullable Task takeDue(long end) {
        if (tasks.isEmpty() || tasks.peek().at > end) {
            return null;
        }
        Task due = tasks.remove();
        nanos = Math.max(nanos, due.at);
        return due;
    }

    private static final class Task implements Comparable<Task> {
        private final long at;
        private final long order;
        private final Runnable task;

        private Task(long at, long order, Runnable task) {
            this.at = at;
            this.order = order;
            this.task = task;
        }

        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
