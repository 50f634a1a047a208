package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server said about its limits, as the provider's module understood it. Feedback only ever lowers what the configuration allows, and
 * expires by itself.
 */
public sealed interface ServerFeedback {
    /** Whom it concerns. */
    Target target();

    /** Nothing of the target starts before {@code until}: the server's {@code Retry-After}. */
    static ServerFeedback pause(Target target, Instant until) {
        return new Pause(target, until);
    }

    /**
     * At most so much of the target departs until the reset: the server's {@code RateLimit-Remaining}.
     *
     * @param quota the id of a quota; null for what requests count by weight
     * @throws IllegalArgumentException if it is negative
     */
    static ServerFeedback remaining(Target target, @Nullable String quota, long remaining, Instant resetAt) {
        return new Remaining(target, quota, BigDecimal.valueOf(remaining), resetAt);
    }

    /** The server says that nothing is left of a limit of hours or a day, until it resets. */
    static ServerFeedback exhausted(Target target, Instant until) {
        return new Exhausted(target, until);
    }

    /** The server refused because of too many requests, and did not say for how long. */
    static ServerFeedback throttled(Target target) {
        return new Throttled(target);
    }

    /**
     * Nothing of the target starts before an instant. Where concurrency is adaptive, it is lowered as by {@link Throttled}, and begins to recover
     * at the pause's end.
     *
     * @param target whom it concerns
     * @param until on the wall clock; cut to the configured {@code pause-cap} from now; of several, the latest holds
     */
    record Pause(Target target, Instant until) implements ServerFeedback {}

    /**
     * At most so much of a quota departs until its reset, in starts of the target that happen from now on; what they cost of it is counted as by a
     * quota of that id, whether one is configured or not. Of several answers the least holds, and the later reset of those that lowered it.
     *
     * @param target whom it concerns; no subgroup
     * @param quota the id of a quota; null for what requests count by weight
     * @param remaining not negative; a fraction of a permit is none
     * @param resetAt on the wall clock; cut to the configured {@code pause-cap} from now, so that a wrong one costs no more than a wrong pause, or to
     *     the window of the target's quota of that id where that is longer: of a daily limit a server may speak for a day
     */
    record Remaining(Target target, @Nullable String quota, BigDecimal remaining, Instant resetAt)
            implements ServerFeedback {
        /**
         * Checks the amount and the target.
         *
         * @throws IllegalArgumentException if it is negative, or of a subgroup, which is only ever paused
         */
        public Remaining {
            if (target instanceof Target.Subgroup) {
                throw new IllegalArgumentException("remaining of " + target + " (expected: an account or a group)");
            }
            if (remaining.signum() < 0) {
                throw new IllegalArgumentException("remaining: " + remaining + " (expected: not negative)");
            }
        }
    }

    /**
     * A limit of hours or a day is used up: nothing of the target starts before it resets. Unlike a {@link Pause} it is not cut to the configured
     * {@code pause-cap}, since to ask again every minute would be what the server refuses; and it lowers no concurrency, since that is not at fault.
     *
     * @param target whom it concerns
     * @param until on the wall clock; cut to one day from now, so that a wrong one costs a day at most
     */
    record Exhausted(Target target, Instant until) implements ServerFeedback {}

    /**
     * The server throttles. Lowers the target's concurrency where it has {@link AdaptiveConfig adaptive} limits of its own, and does nothing where
     * it has not. Held permits are not revoked.
     *
     * @param target whom it concerns
     */
    record Throttled(Target target) implements ServerFeedback {}
}
