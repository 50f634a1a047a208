package dev.sluice.simulators;

import java.time.Duration;
import java.time.Instant;

/**
 * Why a request is answered 429, for the provider to put into its own words.
 *
 * @param limitName of the window, or {@value #CONCURRENCY}
 * @param limit its number
 * @param retryIn until a place is free
 * @param resetAt the same as an instant
 */
record Refusal(String limitName, int limit, Duration retryIn, Instant resetAt) {
    static final String CONCURRENCY = "concurrency";
    static final String INJECTED = "injected";

    /** Whole seconds to wait, rounded up, at least one. */
    long retrySeconds() {
        return Math.max(1, retryIn.plusNanos(999_999_999).toSeconds());
    }
}
