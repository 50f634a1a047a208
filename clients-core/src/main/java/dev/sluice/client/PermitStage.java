package dev.sluice.client;

import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.PermitUnavailableException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Waits for the attempt's permit, and holds it until the answer is over. */
final class PermitStage implements Stage {
    private final Limiter limiter;
    private final Breakers breakers;
    private final Settling settling;
    private final Listeners listeners;
    private final Stage next;

    PermitStage(Limiter limiter, Breakers breakers, Settling settling, Listeners listeners, Stage next) {
        this.limiter = limiter;
        this.breakers = breakers;
        this.settling = settling;
        this.listeners = listeners;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, Invocation invocation) {
        Permit permit = acquire(call);
        listeners.permit(call, permit.waited());
        Object answer = Ending.around(() -> next.run(call, invocation), ending -> permit.close());
        settling.of(permit, answer);
        return answer;
    }

    private Permit acquire(Call call) {
        Duration before = call.elapsed();
        try {
            return limiter.acquire(call.plan().permit(call.deadlineNanos()));
        } catch (PermitUnavailableException refused) {
            throw new RequestNotSentException(call.failed(), "refused by our own limits", repeat(refused), refused);
        } catch (CancellationException opened) {
            throw BreakerStage.refusal(call, breakers.of(call));
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new RequestNotSentException(
                    call.failed(), "interrupted waiting for a permit", Repeatability.RETRYABLE, interrupt);
        } finally {
            call.waited(call.elapsed().minus(before));
        }
    }

    private static Repeatability repeat(PermitUnavailableException refused) {
        return switch (refused.reason()) {
            // A knot stays tied as long as the caller keeps what it holds, and a retry keeps it.
            case EXCEEDS_QUOTA, NOT_CONFIGURED, CLOSED, WOULD_DEADLOCK -> Repeatability.FINAL;
            default -> Repeatability.RETRYABLE;
        };
    }
}
