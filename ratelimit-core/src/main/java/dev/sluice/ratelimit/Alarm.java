package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One account's only outstanding timer. Guarded by the account's lock; going off early or once too often is harmless, too late is not. */
final class Alarm {
    /** Calendar windows follow a clock that can jump, so nobody sleeps longer than this without looking. */
    private static final long LONGEST_SLEEP_NANOS = Duration.ofMinutes(1).toNanos();

    private final TimeSource time;
    private final long spinNanos;
    private final Runnable task;
    private TimeSource.@Nullable Cancellable set;
    private long at;
    private volatile long spinUntil;

    /**
     * @param spinNanos so much earlier the timer is set, and the rest is waited for by looking at the clock
     */
    Alarm(TimeSource time, long spinNanos, Runnable task) {
        this.time = time;
        this.spinNanos = spinNanos;
        this.task = spinNanos == 0 ? task : () -> spinThen(task);
    }

    /** Sees to it that the task runs so many nanoseconds from now, or before; a century means that nobody waits for time. */
    void set(long now, long delay) {
        if (delay >= WaitBound.FOREVER_NANOS) {
            cancel();
            return;
        }
        long wanted = now + Math.min(delay, LONGEST_SLEEP_NANOS);
        if (set == null || wanted - at < 0) {
            cancel();
            at = wanted;
            spinUntil = wanted;
            set = time.schedule(Duration.ofNanos(Math.max(0, wanted - now - spinNanos)), task);
        }
    }

    /** Looks at the clock for the last moments, on the timer's thread and with no lock held; at most as long as was allowed. */
    private void spinThen(Runnable then) {
        long due = spinUntil;
        for (long left = due - time.nanoTime(); left > 0 && left <= spinNanos; left = due - time.nanoTime()) {
            Thread.onSpinWait();
        }
        then.run();
    }

    void wentOff() {
        set = null;
    }

    private void cancel() {
        if (set != null) {
            set.cancel();
            set = null;
        }
    }
}
