package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes the breaker's permission at the instant of departure, when the waiting for permits is over, and reports the outcome: so queueing is
 * not slowness, a refusal by the limiter no failure, and a half-open circuit's slot is not held by somebody who waits.
 */
final class DepartureStage implements Stage {
    private final Breakers breakers;
    private final TimeSource time;
    private final Stage next;

    DepartureStage(Breakers breakers, TimeSource time, Stage next) {
        this.breakers = breakers;
        this.time = time;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, Invocation invocation) {
        Breaker breaker = breakers.of(call);
        if (!breaker.tryDepart()) {
            throw BreakerStage.refusal(call, breaker);
        }
        long start = time.nanoTime();
        return Ending.around(
                () -> next.run(call, invocation),
                ending -> breaker.ended(time.nanoTime() - start, ending, call.isGivenUp(), call.isRefusedOnPurpose()));
    }
}
