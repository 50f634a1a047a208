package dev.sluice.logging;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of an answer beside its status and duration. Immutable; start from {@link #NONE}.
 *
 * @param rateLimitWait how long the attempt waited for its permit
 * @param providerRequestId the provider's own id of the exchange
 * @param responseBytes length of the body as received
 * @param headers redacted again by their names
 * @param body what {@link Redactor#body} made of it
 */
public record ResponseDetails(
        @Nullable Duration rateLimitWait,
        @Nullable String providerRequestId,
        @Nullable Long responseBytes,
        Map<String, String> headers,
        @Nullable String body) {
    /** Nothing is known. */
    public static final ResponseDetails NONE = new ResponseDetails(null, null, null, Map.of(), null);

    /** Redacts what the caller has not. */
    public ResponseDetails {
        providerRequestId = Redactor.standard().textOrNull(providerRequestId);
        headers = Redactor.standard().headerValues(headers);
        body = Redactor.standard().textOrNull(body);
    }

    /** The same with the wait for the permit. */
    public ResponseDetails rateLimitWait(Duration wait) {
        return new ResponseDetails(wait, providerRequestId, responseBytes, headers, body);
    }

    /** The same with the provider's id, null if it gave none. */
    public ResponseDetails providerRequestId(@Nullable String id) {
        return new ResponseDetails(rateLimitWait, id, responseBytes, headers, body);
    }

    /** The same with the body's length in bytes. */
    public ResponseDetails responseBytes(long bytes) {
        return new ResponseDetails(rateLimitWait, providerRequestId, bytes, headers, body);
    }

    /** The same with headers that {@link Redactor#headers} made. */
    public ResponseDetails headers(Map<String, String> redacted) {
        return new ResponseDetails(rateLimitWait, providerRequestId, responseBytes, redacted, body);
    }

    /** The same with a body that {@link Redactor#body} made. */
    public ResponseDetails body(@Nullable String redacted) {
        return new ResponseDetails(rateLimitWait, providerRequestId, responseBytes, headers, redacted);
    }

    Fields addTo(Fields fields) {
        return fields.millis("rate_limit_wait_ms", rateLimitWait)
                .put("provider_request_id", providerRequestId)
                .put("response_bytes", responseBytes)
                .put("headers", headers)
                .put("body", body);
    }
}
