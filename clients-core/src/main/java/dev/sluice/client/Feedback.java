package dev.sluice.client;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.PauseScope;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.ServerFeedback;
import dev.sluice.ratelimit.Target;

/** Passes a server's refusal to the limiter, so that everybody it concerns heeds it and not just the caller who was told. */
final class Feedback {
    private final Limiter limiter;

    Feedback(Limiter limiter) {
        this.limiter = limiter;
    }

    void tell(Call call, Classification meaning) {
        boolean refusal = meaning.effectiveStatus() == 429 || meaning.effectiveStatus() == 503;
        if (refusal && meaning.pauseScope() != PauseScope.NONE) {
            Target target = target(call, meaning);
            if (meaning.retryAt().isPresent()) {
                limiter.feedback(ServerFeedback.pause(target, meaning.retryAt().get()));
            } else if (meaning.effectiveStatus() == 429) {
                limiter.feedback(ServerFeedback.throttled(target));
            }
        }
    }

    private static Target target(Call call, Classification meaning) {
        String group = call.plan().group();
        return group == null || meaning.pauseScope() == PauseScope.ACCOUNT ? Target.account() : Target.group(group);
    }
}
