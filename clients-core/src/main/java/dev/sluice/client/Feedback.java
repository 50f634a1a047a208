package dev.sluice.client;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.PauseScope;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.ServerFeedback;
import dev.sluice.ratelimit.Target;

/** Passes a server's "not before" to the limiter, so that everybody it concerns waits and not just the caller who was told. */
final class Feedback {
    private final Limiter limiter;

    Feedback(Limiter limiter) {
        this.limiter = limiter;
    }

    void tell(Call call, Classification meaning) {
        boolean refusal = meaning.effectiveStatus() == 429 || meaning.effectiveStatus() == 503;
        if (refusal && meaning.pauseScope() != PauseScope.NONE) {
            meaning.retryAt().ifPresent(until -> limiter.feedback(ServerFeedback.pause(target(call, meaning), until)));
        }
    }

    private static Target target(Call call, Classification meaning) {
        String group = call.plan().group();
        return group == null || meaning.pauseScope() == PauseScope.ACCOUNT ? Target.account() : Target.group(group);
    }
}
