package dev.sluice.client.error;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the provider answered when it refused a call or broke it off.
 *
 * @param httpStatus status line of the answer
 * @param effectiveStatus the status the answer means: an error inside HTTP 200 has its own; decides the exception's type
 * @param code the provider's error word, e.g. {@code RATE_LIMIT_EXCEEDED}; null if it gave none
 * @param providerMessage the provider's own explanation, redacted; null if it gave none
 * @param providerRequestId the provider's id of the request, for its support; null if it gave none
 * @param retryAt when the provider allows the next request; null if it did not say
 * @param body start of the body, redacted and bounded; empty if there was none
 */
public record FailedResponse(
        int httpStatus,
        int effectiveStatus,
        @Nullable String code,
        @Nullable String providerMessage,
        @Nullable String providerRequestId,
        @Nullable Instant retryAt,
        String body)
        implements Serializable {}
