package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.TimeSource.Cancellable;
import java.time.Duration;

/**
 * Stops a body when the server lets its reader wait for too long, or at the deadline. Time that the reader spends elsewhere is not the
 * server's. One timer per body, set anew each time it runs out.
 */
final class BodyTimer {
    private final BodyInput body;
    private final TimeSource time;
    private final Duration idle;
    private final long deadlineNanos;
    private boolean hasDeadline = true;
    private boolean ended;
    private Cancellable timer;

    BodyTimer(BodyInput body, TimeSource time, Duration idle, long deadlineNanos) {
        this.body = body;
        this.time = time;
        this.idle = idle;
        this.deadlineNanos = deadlineNanos;
        this.timer = time.schedule(next(), this::check);
    }

    /** From now on only the idle limit counts: a stream's first event has arrived. */
    synchronized void dropDeadline() {
        hasDeadline = false;
    }

    synchronized void end() {
        ended = true;
        timer.cancel();
    }

    private synchronized void check() {
        if (ended) {
            return;
        }
        if (hasDeadline && time.nanoTime() - deadlineNanos >= 0) {
            body.stop("deadline over");
            return;
        }
        if (body.waitedNanos() >= idle.toNanos()) {
            body.stop("idle timeout over");
            return;
        }
        timer = time.schedule(next(), this::check);
    }

    private Duration next() {
        Duration left = Duration.ofNanos(deadlineNanos - time.nanoTime());
        Duration patience = idle.minusNanos(body.waitedNanos());
        return hasDeadline && left.compareTo(patience) < 0 ? left : patience;
    }
}
