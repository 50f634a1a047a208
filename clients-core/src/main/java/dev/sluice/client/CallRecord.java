package dev.sluice.client;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finished call, attempts and all. Contains no secret and no content.
 *
 * @param provider name of the provider
 * @param operation name of the operation
 * @param group the limits' group it counted in; null if none
 * @param requestId our id of the call
 * @param tags those of {@link CallOptions#tag}, in their order
 * @param attempts HTTP exchanges begun
 * @param waited time spent waiting for permits, all attempts together
 * @param duration from the caller's call to its end; a stream: until it was closed
 * @param outcome how it ended
 * @param effectiveStatus the last answer's effective status; null if there was no answer
 * @param providerRequestId the provider's id of the last attempt; null if unknown
 */
public record CallRecord(
        String provider,
        String operation,
        @Nullable String group,
        String requestId,
        Map<String, String> tags,
        int attempts,
        Duration waited,
        Duration duration,
        CallOutcome outcome,
        @Nullable Integer effectiveStatus,
        @Nullable String providerRequestId) {}
