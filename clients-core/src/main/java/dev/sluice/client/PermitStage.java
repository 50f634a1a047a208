package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.ratelimit.BudgetState;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Permit;
import dev.sluice.ratelimit.PermitUnavailableException;
import java.time.Duration;
import java.time.Instant;
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
        Object answer;
        try {
            answer = Ending.around(() -> depart(call, invocation, permit), ending -> permit.close());
        } catch (ClientException failure) {
            settling.failed(permit, call, failure);
            throw failure;
        }
        settling.of(permit, call, answer);
        return answer;
    }

    private @Nullable Object depart(Call call, Invocation invocation, Permit permit) {
        listeners.permit(call, permit.waited());
        return next.run(call, invocation);
    }

    private Permit acquire(Call call) {
        Duration before = call.elapsed();
        try {
            return limiter.acquire(call.plan().permit(call.deadlineNanos()));
        } catch (PermitUnavailableException refused) {
            throw refused(call, refused);
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

    /** A spent budget is told with its amounts, since it is money; it is not repeated, because its window is longer than a call. */
    private static RequestNotSentException refused(Call call, PermitUnavailableException refused) {
        Instant freesAt = refused.budget().map(BudgetState::freesAt).orElse(null);
        String fact = "refused by our own limits" + (refused.budget().isPresent() ? ": " + refused.getMessage() : "");
        return new RequestNotSentException(call.failed(), fact, repeat(refused), freesAt, refused);
    }

    private static Repeatability repeat(PermitUnavailableException refused) {
        return switch (refused.reason()) {
            // A knot stays tied as long as the caller keeps what it holds, and a retry keeps it.
            case BUDGET, EXCEEDS_QUOTA, NOT_CONFIGURED, CLOSED, WOULD_DEADLOCK -> Repeatability.FINAL;
            default -> Repeatability.RETRYABLE;
        };
    }
}
