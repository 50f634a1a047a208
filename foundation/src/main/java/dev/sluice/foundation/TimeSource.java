package dev.sluice.foundation;

import java.time.Duration;
import java.time.Instant;

/**
 * Where time comes from and how it is waited for. Everything in Sluice that measures or waits does it through one of these, so that tests
 * run in virtual time. Implementations are thread-safe.
 */
public interface TimeSource {

    /** Elapsed time in nanoseconds from an arbitrary origin; only differences mean anything, and it never goes back. */
    long nanoTime();

    /** The wall clock, for time stamps, calendar windows and the dates servers send; may jump. */
    Instant instant();

    /**
     * Parks the calling thread for at most {@code nanos}; returns at once if that is not positive. May return early, by
     * {@link java.util.concurrent.locks.LockSupport#unpark}, interrupt, or for no reason: callers re-check in a loop.
     *
     * @param blocker shown in thread dumps as what the thread waits for
     */
    void parkNanos(Object blocker, long nanos);

    /**
     * Runs a short task that must not block, once, on this source's timer thread.
     *
     * @param delay from now; zero or negative means as soon as possible
     */
    Cancellable schedule(Duration delay, Runnable task);

    /**
     * Waits for a whole duration.
     *
     * @throws InterruptedException if the thread is or becomes interrupted
     */
    default void sleep(Duration duration) throws InterruptedException {
        long end = nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            parkNanos(this, left);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** The machine's clocks. Its one timer thread is a daemon named {@code sluice-timer}, started at first use. */
    static TimeSource system() {
        return SystemTimeSource.INSTANCE;
    }

    /** A task that may still be called off. */
    interface Cancellable {
        /** Calls the task off if it has not started; harmless otherwise. */
        void cancel();
    }
}
