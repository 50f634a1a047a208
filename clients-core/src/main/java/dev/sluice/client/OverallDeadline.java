package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One deadline around several calls. The deadline of {@link CallOptions} is each call's own; work that makes several of them (rounds of a
 * conversation, a repair) takes it as the time for all when it begins, and gives each call what is left. Without such a deadline nothing is
 * bounded here, and each call has its configured one. Thread-safe.
 */
public final class OverallDeadline {
    private static final Duration SHORTEST = Duration.ofNanos(1);

    private final TimeSource time;
    private final long startNanos;
    private final @Nullable Duration whole;

    private OverallDeadline(TimeSource time, @Nullable Duration whole) {
        this.time = time;
        this.startNanos = time.nanoTime();
        this.whole = whole;
    }

    /** Begins now, with the deadline of the options that this thread's calls have now, if they have one. */
    public static OverallDeadline begin(TimeSource time) {
        return new OverallDeadline(time, CallScope.options().deadline());
    }

    /** Whether the time is over; never without a deadline. */
    public boolean isOver() {
        return whole != null && left(whole).compareTo(SHORTEST) < 0;
    }

    /**
     * Does work whose calls have the rest of the time as their deadline; a call that begins after the end fails at once, in its own words.
     *
     * @return what the work returns
     * @throws X what the work throws, unchanged
     */
    public <T extends @Nullable Object, X extends Exception> T call(CallOptions.Work<T, X> work) throws X {
        if (whole == null) {
            return work.run();
        }
        Duration left = isOver() ? SHORTEST : left(whole);
        return CallOptions.none().deadline(left).call(work);
    }

    private Duration left(Duration bound) {
        return bound.minusNanos(time.nanoTime() - startNanos);
    }
}
