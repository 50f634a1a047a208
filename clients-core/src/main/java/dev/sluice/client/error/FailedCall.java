package dev.sluice.client.error;

import java.io.Serializable;

/**
 * Which call failed.
 *
 * @param provider name of the provider, e.g. {@code exa}
 * @param operation name of the operation, e.g. {@code search}
 * @param requestId our id of the call, the same in every log line about it
 * @param attempts HTTP exchanges begun so far; 0 if nothing was sent
 */
public record FailedCall(String provider, String operation, String requestId, int attempts) implements Serializable {}
