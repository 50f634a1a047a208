package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a call, as {@link CallListener}s are told.
 *
 * @param provider name of the provider
 * @param operation name of the operation
 * @param requestId our id of the call: what joins its steps
 * @param tags those of {@link CallOptions#tag}
 * @param attempt which one the step belongs to, from 1; 0 before the first
 * @param duration what the listener's method says; zero where it says nothing
 * @param status the effective status; null if there is no answer yet
 * @param failure what went wrong; null if nothing did
 */
public record CallStep(
        String provider,
        String operation,
        String requestId,
        Map<String, String> tags,
        int attempt,
        Duration duration,
        @Nullable Integer status,
        @Nullable ClientException failure) {}
