package dev.sluice.simulators;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is particular to one provider's host: its operations with their limits, and its words. Thread-safe. */
interface Dialect {

    /**
     * What a request counts among as long as it is in flight: the empty text for all of the account, a name for what has a concurrency of
     * its own.
     *
     * @param path behind the host's prefix
     */
    default String room(String path) {
        return "";
    }

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

    /** The names of the special answers that can be injected. */
    default Set<String> shapes() {
        return Set.of();
    }

    /**
     * A special answer to this request, one of {@link #shapes}.
     *
     * @param retryAfter when to come again, to be told where that answer tells it; null for its own
     */
    default Answer shape(SimulatedRequest request, String name, @Nullable Duration retryAfter) {
        throw new IllegalArgumentException("shape: " + name + " is unknown (expected one of " + shapes() + ")");
    }

    /** What an admitted answer tells about its window. */
    default Map<String, String> limitHeaders(Quotas.State state) {
        return Map.of();
    }
}
