package dev.sluice.client;

import dev.sluice.client.error.Repeatability;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.ratelimit.Cancellation;
import org.jspecify.annotations.Nullable;

/** Refuses while the circuit is open, before anyone queues, and lets its opening end the waits of those who do. */
final class BreakerStage implements Stage {
    private final Breakers breakers;
    private final Stage next;

    BreakerStage(Breakers breakers, Stage next) {
        this.breakers = breakers;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, Invocation invocation) {
        Breaker breaker = breakers.of(call);
        Cancellation opening = breaker.nextOpening();
        if (breaker.isOpen()) {
            throw refusal(call, breaker);
        }
        call.plan().waitsUntil(opening);
        return next.run(call, invocation);
    }

    static RequestNotSentException refusal(Call call, Breaker breaker) {
        return new RequestNotSentException(
                call.failed(), "circuit " + breaker.name() + " open (expected: closed)", Repeatability.RETRYABLE, null);
    }
}
