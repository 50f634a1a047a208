package dev.sluice.ratelimit.golden;

import dev.sluice.foundation.TimeSource;
import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.ServerFeedback;
import dev.sluice.ratelimit.Target;
import java.time.Duration;

/** Sluice: a permit for each attempt; a 429 pauses every waiter, and the request queues again without a back-off of its own. */
final class Limited implements Strategy {
    private final TimeSource time;
    private final Limiter limiter;
    private boolean hearsWhatIsLeft;

    Limited(TimeSource time, LimitsConfig config) {
        this.time = time;
        this.limiter = Limiters.builder(provider -> config)
                .time(time)
                .executor(Runnable::run)
                .build()
                .limiter("hidden");
    }

    /** An operator who hears of the change changes the limits at that moment. */
    Limited reconfigured(Duration at, LimitsConfig config) {
        time.schedule(at, () -> limiter.reconfigure(config));
        return this;
    }

    /** The server says with every answer what is left of its window, and the client passes that on. */
    Limited hearingWhatIsLeft() {
        hearsWhatIsLeft = true;
        return this;
    }

    @Override
    public void depart(Attempt attempt, Runnable send) {
        limiter.acquireAsync(AcquireRequest.one()).thenAccept(permit -> {
            attempt.permit = permit;
            send.run();
        });
    }

    @Override
    public void served(Attempt attempt) {
        if (hearsWhatIsLeft) {
            limiter.feedback(ServerFeedback.remaining(
                    Target.account(),
                    null,
                    attempt.remaining,
                    time.instant().plusNanos(attempt.resetAt - time.nanoTime())));
        }
        attempt.permit.close();
    }

    @Override
    public void rejected(Attempt attempt) {
        limiter.feedback(ServerFeedback.pause(Target.account(), time.instant().plusNanos(attempt.retryAfterNanos)));
        attempt.permit.close();
    }
}
