package dev.sluice.client;

import org.jspecify.annotations.Nullable;

/**
 * Takes the breaker's permission at the instant of departure, when the waiting for permits is over, and reports the outcome: so queueing is
 * not slowness, a refusal by the limiter no failure, and a half-open circuit's slot is not held by somebody who waits.
 */
final class DepartureStage implements Stage {
    private final Breakers breakers;
    private final Stage next;

    DepartureStage(Breakers breakers, Stage next) {
        this.breakers = breakers;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, Invocation invocation) {
        Breaker breaker = breakers.of(call);
        Breaker.Departure departure = breaker.tryDepart();
        if (departure == null) {
            throw BreakerStage.refusal(call, breaker);
        }
        Object answer = Ending.around(
                () -> next.run(call, invocation),
                ending -> departure.ended(ending, call.isGivenUp(), call.isRefusedOnPurpose()));
        if (answer instanceof LiveStream<?>) {
            departure.begun();
        }
        return answer;
    }
}
