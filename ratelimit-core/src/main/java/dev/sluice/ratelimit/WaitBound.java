package dev.sluice.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a request may wait: relative, absolute, both or without bound. */
record WaitBound(
        @Nullable Duration within,
        @Nullable Long deadlineNanos,
        @Nullable Cancellation cancellation) {
    /** A century: far enough to mean never, near enough that adding it to any clock reading of this process does not overflow. */
    static final long FOREVER_NANOS = Duration.ofDays(36_525).toNanos();

    WaitBound(@Nullable Duration within, @Nullable Long deadlineNanos) {
        this(within, deadlineNanos, null);
    }

    WaitBound within(Duration maxWait) {
        return new WaitBound(maxWait, deadlineNanos, cancellation);
    }

    WaitBound deadline(long nanoTime) {
        return new WaitBound(within, nanoTime, cancellation);
    }

    WaitBound cancelledBy(Cancellation value) {
        return new WaitBound(within, deadlineNanos, value);
    }

    /** The latest instant of the grant on the clock that reads {@code now}. */
    long deadlineFrom(long now) {
        long wait = within == null ? FOREVER_NANOS : nanos(within);
        if (deadlineNanos != null) {
            wait = Math.min(wait, deadlineNanos - now);
        }
        return now + wait;
    }

    /** Whether a grant at this moment, the moment of the request itself, is in time. */
    boolean allows(long now) {
        return (within == null || !within.isNegative()) && (deadlineNanos == null || deadlineNanos - now >= 0);
    }

    /** A duration in nanoseconds, cut to a century. */
    static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofDays(36_525)) >= 0
                ? FOREVER_NANOS
                : Math.max(-1, duration.isNegative() ? -1 : duration.toNanos());
    }
}
