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

    /** From every answer that was classified; the effective status decides, not the HTTP one. */
    void tell(Call call, Classification meaning) {
        PauseScope scope = meaning.pauseScope();
        if (scope == PauseScope.NONE
                || (scope == PauseScope.NARROW && call.plan().narrowGroup() == null)) {
            return;
        }
        Target target = target(call, meaning);
        meaning.remaining()
                .ifPresent(left -> limiter.feedback(
                        ServerFeedback.remaining(target, left.quota(), left.remaining(), left.resetAt())));
        boolean refusal = meaning.effectiveStatus() == 429 || meaning.effectiveStatus() == 503;
        if (meaning.effectiveStatus() == 429
                && !meaning.isTransient()
                && meaning.retryAt().isPresent()) {
            limiter.feedback(ServerFeedback.exhausted(target, meaning.retryAt().get())); // a cap that no retry outlives
        } else if (refusal && meaning.retryAt().isPresent()) {
            limiter.feedback(ServerFeedback.pause(target, meaning.retryAt().get()));
        } else if (meaning.effectiveStatus() == 429) {
            limiter.feedback(ServerFeedback.throttled(target));
        }
    }

    private static Target target(Call call, Classification meaning) {
        String group = meaning.pausedGroup().orElse(call.plan().countedIn());
        return group == null || meaning.pauseScope() == PauseScope.ACCOUNT ? Target.account() : Target.group(group);
    }
}
