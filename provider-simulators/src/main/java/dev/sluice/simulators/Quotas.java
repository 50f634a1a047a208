package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.Optional;

/** Admits a request to all windows of its operation or to none. Thread-safe. */
final class Quotas {
    private final TimeSource time;

    Quotas(TimeSource time) {
        this.time = time;
    }

    /** Empty if the request was admitted and counted. */
    synchronized Optional<Refusal> take(Operation operation) {
        for (RequestWindow window : operation.windows()) {
            if (window.remaining() <= 0) {
                window.refused();
                return Optional.of(refusal(window.name(), window.limit(), window.untilFree()));
            }
        }
        operation.windows().forEach(RequestWindow::take);
        return Optional.empty();
    }

    /** The state of the operation's first window, for the headers of an answer. */
    synchronized Optional<State> state(Operation operation) {
        return operation.windows().stream()
                .findFirst()
                .map(window -> new State(
                        refusal(window.name(), window.limit(), window.untilReset()), Math.max(0, window.remaining())));
    }

    Refusal refusal(String name, int limit, Duration retryIn) {
        return new Refusal(name, limit, retryIn, time.instant().plus(retryIn));
    }

    /** A window's limit and reset, and what is left in it. */
    record State(Refusal window, int remaining) {}
}
