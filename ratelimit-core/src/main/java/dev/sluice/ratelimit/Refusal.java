package dev.sluice.ratelimit;

import java.io.Serializable;
import java.time.Duration;

/** Why a request was not granted, in one value that exceptions, results and events share. */
record Refusal(String limiter, RefusalReason reason, Duration waitNeeded, int queueLength) implements Serializable {
    String message() {
        return switch (reason) {
            case EXCEEDS_QUOTA -> limiter + ": can never be granted (expected: no more than every quota's permits)";
            case NOT_CONFIGURED -> limiter + ": no longer configured (expected: a configured lease kind)";
            case CLOSED -> limiter + ": closed (expected: an open limiter)";
            default ->
                limiter + ": no permit in time (reason: " + reason.name().toLowerCase(java.util.Locale.ROOT)
                        + ", wait needed: at least " + waitNeeded.toMillis() + " ms, queue length: " + queueLength
                        + ")";
        };
    }
}
