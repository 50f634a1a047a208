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
 * @param details what the provider's module read from the error, of a type of its own; null if it has none
 */
public record FailedResponse(
        int httpStatus,
        int effectiveStatus,
        @Nullable String code,
        @Nullable String providerMessage,
        @Nullable String providerRequestId,
        @Nullable Instant retryAt,
        String body,
        @Nullable Serializable details)
        implements Serializable {
    /** An answer of which the provider's module has nothing more to tell. */
    public FailedResponse(
            int httpStatus,
            int effectiveStatus,
            @Nullable String code,
            @Nullable String providerMessage,
            @Nullable String providerRequestId,
            @Nullable Instant retryAt,
            String body) {
        this(httpStatus, effectiveStatus, code, providerMessage, providerRequestId, retryAt, body, null);
    }
}
