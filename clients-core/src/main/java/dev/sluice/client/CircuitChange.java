package dev.sluice.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A change of a circuit breaker's state, as {@link CallListener#onCircuitChanged} is told.
 *
 * @param provider name of the provider
 * @param group the group of its limits whose circuit it is; null for calls without one
 * @param from the state before
 * @param to the state now
 * @param waitOpen for how long a circuit that opens refuses everything
 */
public record CircuitChange(String provider, @Nullable String group, State from, State to, Duration waitOpen) {

    /** What a circuit does with calls. */
    public enum State {
        /** Lets everything through, and counts. */
        CLOSED,
        /** Refuses everything. */
        OPEN,
        /** Lets one call through, whose end decides. */
        HALF_OPEN
    }
}
