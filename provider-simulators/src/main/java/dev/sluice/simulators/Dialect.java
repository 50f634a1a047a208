package dev.sluice.simulators;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is particular to one provider's host: its operations with their limits, and its words. Thread-safe. */
interface Dialect {

    /** Which operation a request is; {@link Operation#UNKNOWN} if none. */
    Operation operation(SimulatedRequest request);

    /** The answer to a request without credentials, or empty if it may pass. */
    Optional<Answer> challenge(SimulatedRequest request);

    /** The real answer. */
    Answer answer(SimulatedRequest request, Operation operation);

    /** The 429 of a limit. */
    Answer tooMany(SimulatedRequest request, Refusal refusal);

    /** An error that was injected; 429s go through {@link #tooMany} if they carry a time to wait. */
    Answer failure(SimulatedRequest request, int status, @Nullable Duration retryAfter);

    /** What an admitted answer tells about its window. */
    default Map<String, String> limitHeaders(Quotas.State state) {
        return Map.of();
    }
}
