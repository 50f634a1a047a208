package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.TimeSource.Cancellable;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of all exchanges under way, on one timer. It is set for the earliest of them and left alone by those that end in time: a
 * timer of its own for each would wake the timer's thread in each. Thread-safe.
 */
final class TimeLimits {
    private static final long NEVER = Long.MAX_VALUE;

    private final TimeSource time;
    private final Executor elsewhere;
    private final long originNanos;
    private final Set<Limit> limits = ConcurrentHashMap.newKeySet();
    private volatile long wakeNanos = NEVER;
    private @Nullable Cancellable timer;

    /** @param elsewhere does what may take longer than the timer's thread has time for */
    TimeLimits(TimeSource time, Executor elsewhere) {
        this.time = time;
        this.elsewhere = elsewhere;
        this.originNanos = time.nanoTime();
    }

    TimeSource time() {
        return time;
    }

    /** Has the limit checked from now on. */
    void add(Limit limit) {
        limits.add(limit);
        wakeIn(limit.leftNanos());
    }

    /** Has the limit checked once more at the right time, which is sooner than it said before. */
    void sooner(Limit limit) {
        wakeIn(limit.leftNanos());
    }

    void remove(Limit limit) {
        limits.remove(limit);
    }

    /** Does work on another thread; on this one if that is closed already. */
    void elsewhere(Runnable work) {
        try {
            elsewhere.execute(work);
        } catch (RejectedExecutionException closed) {
            work.run();
        }
    }

    private void wakeIn(long leftNanos) {
        long nowNanos = time.nanoTime() - originNanos;
        long at = leftNanos > NEVER - nowNanos ? NEVER : nowNanos + leftNanos;
        if (at < wakeNanos) {
            set(at, leftNanos);
        }
    }

    private synchronized void set(long at, long leftNanos) {
        if (at < wakeNanos) {
            if (timer != null) {
                timer.cancel();
            }
            wakeNanos = at;
            timer = time.schedule(Duration.ofNanos(leftNanos), this::look);
        }
    }

    /** Who adds a limit looks at {@code wakeNanos} after it, and here it is the other way round; so either the limit is seen here, or its adder sets a timer. */
    private void look() {
        synchronized (this) {
            wakeNanos = NEVER;
        }
        long earliest = NEVER;
        for (Limit limit : limits) {
            limit.check();
            earliest = Math.min(earliest, limit.leftNanos());
        }
        if (earliest != NEVER) {
            wakeIn(earliest);
        }
    }

    /** One limit that is looked at now and then. Called from the timer's thread, too. */
    interface Limit {
        /** Acts if the time is over. */
        void check();

        /** After how long to check again, {@link Long#MAX_VALUE} for never. */
        long leftNanos();
    }
}
