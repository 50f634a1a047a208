package dev.sluice.ratelimit;

import java.time.Instant;

/**
 * What a server said about its limits, as the provider's module understood it. Feedback only ever lowers what the configuration allows, and
 * expires by itself.
 *
 * @param target whom it concerns
 * @param pauseUntil no start before this instant of the wall clock; cut to the configured {@code pause-cap}; of several, the latest holds
 */
public record ServerFeedback(Target target, Instant pauseUntil) {
    /** Nothing of the target starts before {@code until}. */
    public static ServerFeedback pause(Target target, Instant until) {
        return new ServerFeedback(target, until);
    }
}
