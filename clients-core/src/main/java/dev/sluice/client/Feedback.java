package dev.sluice.client;

import dev.sluice.client.spi.Classification;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.ServerFeedback;
import dev.sluice.ratelimit.Target;
import org.jspecify.annotations.Nullable;

/** Passes a server's refusal to the limiter, so that everybody it concerns heeds it and not just the caller who was told. */
final class Feedback {
    private final Limiter limiter;

    Feedback(Limiter limiter) {
        this.limiter = limiter;
    }

    /** From every answer that was classified; the effective status decides, not the HTTP one. */
    void tell(Call call, Classification meaning) {
        Target target = target(call, meaning);
        if (target == null) {
            return;
        }
        meaning.remaining()
                .filter(left -> !(target instanceof Target.Subgroup)) // which counts nothing of its own
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

    /** Null if it concerns nobody but the call itself. */
    private static @Nullable Target target(Call call, Classification meaning) {
        return switch (meaning.pauseScope()) {
            case NONE -> null;
            case ACCOUNT -> Target.account();
            case NARROW -> call.plan().narrowTarget();
            case CALL -> {
                String group = meaning.pausedGroup().orElse(call.plan().countedIn());
                yield group == null ? Target.account() : Target.group(group);
            }
        };
    }
}
