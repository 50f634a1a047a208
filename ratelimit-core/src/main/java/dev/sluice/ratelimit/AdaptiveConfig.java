package dev.sluice.ratelimit;

import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Ratio;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How concurrency follows a server that throttles: additive increase, multiplicative decrease (AIMD). It is lowered to a share, one at least,
 * when the server throttles, and comes back one by one up to what is configured. Off unless this is given.
 *
 * @param backoffRatio what is left after a decrease; above 0% and below 100%; 50% if left out, TCP's halving (RFC 5681, 3.1): with the small
 *     numbers of these limits, the 90% of Netflix's concurrency-limits, whose word this is, would often change nothing
 * @param recoverEvery the time after which one more is allowed; also the time in which throttling counts once, so that all answers to what was
 *     on its way are one; above zero; 5 seconds if left out, our own choice
 */
public record AdaptiveConfig(
        @Description("What is left of the concurrency when the server throttles; 50% if left out.") @Nullable
        Ratio backoffRatio,

        @Description("The time after which one more is allowed again; 5s if left out.") @Nullable
        Duration recoverEvery) {
    private static final double DEFAULT_RATIO = 0.5;
    private static final Duration DEFAULT_RECOVERY = Duration.ofSeconds(5);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the ratio changes nothing or leaves nothing, or time is none
     */
    public AdaptiveConfig {
        if (backoffRatio != null && (backoffRatio.value() <= 0 || backoffRatio.value() >= 1)) {
            throw new IllegalArgumentException(
                    "backoff-ratio: leaves all or nothing (expected: above 0% and below 100%)");
        }
        if (recoverEvery != null && (recoverEvery.isZero() || recoverEvery.isNegative())) {
            throw new IllegalArgumentException("recover-every: " + recoverEvery + " (expected: above zero)");
        }
    }

    /** Half, and one back every five seconds. */
    public static AdaptiveConfig standard() {
        return new AdaptiveConfig(null, null);
    }

    double ratio() {
        return backoffRatio == null ? DEFAULT_RATIO : backoffRatio.value();
    }

    long recoverNanos() {
        return WaitBound.nanos(recoverEvery == null ? DEFAULT_RECOVERY : recoverEvery);
    }
}
