package dev.sluice.ratelimit;

import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a request was not granted, in one value that exceptions, results and events share. */
record Refusal(
        String limiter,
        RefusalReason reason,
        Duration waitNeeded,
        int queueLength,
        String knot,
        @Nullable BudgetState budget)
        implements Serializable {
    Refusal(String limiter, RefusalReason reason, Duration waitNeeded, int queueLength) {
        this(limiter, reason, waitNeeded, queueLength, "", null);
    }

    /** The same refused because it can never be granted, for this knot. */
    Refusal wouldDeadlock(String because) {
        return new Refusal(limiter, RefusalReason.WOULD_DEADLOCK, waitNeeded, queueLength, because, null);
    }

    /** The same because of this budget. */
    Refusal beyond(BudgetState state) {
        return new Refusal(limiter, RefusalReason.BUDGET, waitNeeded, queueLength, "", state);
    }

    String message() {
        if (budget != null) {
            return limiter + ": " + budget.message();
        }
        return switch (reason) {
            case EXCEEDS_QUOTA -> limiter + ": can never be granted (expected: no more than every quota's permits)";
            case NOT_CONFIGURED -> limiter + ": no longer configured (expected: a configured lease kind)";
            case CLOSED -> limiter + ": closed (expected: an open limiter)";
            case WOULD_DEADLOCK ->
                limiter + ": would wait for ever (" + knot
                        + ") (expected: nested leases and holds in one order, or room for all)";
            default ->
                limiter + ": no permit in time (reason: " + reason.name().toLowerCase(java.util.Locale.ROOT)
                        + ", wait needed: at least " + waitNeeded.toMillis() + " ms, queue length: " + queueLength
                        + ")";
        };
    }
}
