package dev.sluice.client;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of one exchange: until its answer's head, then between two pieces of its body, and over everything the deadline. Time that
 * the reader of a body spends elsewhere is not the server's.
 */
final class ExchangeLimits implements TimeLimits.Limit {
    private final TimeLimits all;
    private final Sending sending;
    private final long idleNanos;
    private final long headNanos;
    private final @Nullable Duration streamDeadline;
    private long deadlineNanos;
    private boolean hasDeadline = true;
    private boolean headArrived;
    private boolean ended;
    private @Nullable Reference<?> reader;
    private Runnable whenLost = () -> {};

    /**
     * @param deadlineNanos on the time source's scale
     */
    ExchangeLimits(TimeLimits all, Sending sending, HttpConfig config, long deadlineNanos) {
        this.all = all;
        this.sending = sending;
        this.idleNanos = config.idleTimeout().toNanos();
        this.headNanos = all.time().nanoTime() + config.firstByteTimeout().toNanos();
        this.streamDeadline = config.streamDeadline();
        this.deadlineNanos = deadlineNanos;
        all.add(this);
    }

    /** From now on the idle limit counts. */
    void headArrived() {
        synchronized (this) {
            headArrived = true;
        }
        all.sooner(this);
    }

    /** From now on a stream's own deadline counts, or none. */
    void firstEvent(Duration sinceStart) {
        synchronized (this) {
            hasDeadline = streamDeadline != null;
            if (streamDeadline != null) {
                deadlineNanos =
                        all.time().nanoTime() + streamDeadline.minus(sinceStart).toNanos();
            }
        }
        all.sooner(this);
    }

    /** From now on it is looked at whether anybody can still read the body, as often as at the idle limit; if nobody can, this is run, once. */
    void readBy(Object owner, Runnable lost) {
        synchronized (this) {
            reader = new WeakReference<>(owner);
            whenLost = lost;
        }
    }

    void end() {
        synchronized (this) {
            ended = true;
        }
        all.remove(this);
    }

    @Override
    public synchronized void check() {
        long now = all.time().nanoTime();
        if (ended) {
            return;
        }
        if (reader != null && reader.refersTo(null)) {
            reader = null;
            all.elsewhere(whenLost);
        } else if (hasDeadline && now - deadlineNanos >= 0) {
            over("deadline over");
        } else if (!headArrived && now - headNanos >= 0) {
            over("first-byte timeout over");
        } else if (headArrived && sending.body().waitedNanos() >= idleNanos) {
            over("idle timeout over");
        }
    }

    private void over(String reason) {
        ended = true;
        all.remove(this);
        sending.stop(reason);
    }

    @Override
    public synchronized long leftNanos() {
        if (ended) {
            return Long.MAX_VALUE;
        }
        long now = all.time().nanoTime();
        long left = headArrived ? idleNanos - sending.body().waitedNanos() : headNanos - now;
        return Math.max(0, hasDeadline ? Math.min(left, deadlineNanos - now) : left);
    }
}
