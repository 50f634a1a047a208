package dev.sluice.logging.event;

import dev.sluice.logging.redaction.Redactor;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of an answer beside its status and duration. Immutable; start from {@link #NONE}.
 *
 * @param rateLimitWait how long the attempt waited for its permit
 * @param providerRequestId the provider's own id of the exchange
 * @param responseBytes length of the body as received
 * @param retryAfter how long the provider asked to wait
 * @param thresholds what is slow
 * @param headers several values of one joined; redacted here by their names
 * @param body what {@link Redactor#body} made of it
 */
public record ResponseDetails(
        @Nullable Duration rateLimitWait,
        @Nullable String providerRequestId,
        @Nullable Long responseBytes,
        @Nullable Duration retryAfter,
        @Nullable PerformanceThresholds thresholds,
        Map<String, String> headers,
        @Nullable String body) {
    /** Nothing is known. */
    public static final ResponseDetails NONE = new ResponseDetails(null, null, null, null, null, Map.of(), null);

    /** Redacts what the caller has not. */
    public ResponseDetails {
        providerRequestId = Redactor.standard().textOrNull(providerRequestId);
        headers = Redactor.standard().headerValues(headers);
        body = Redactor.standard().textOrNull(body);
    }

    /** The same with the wait for the permit. */
    public ResponseDetails rateLimitWait(Duration wait) {
        return new ResponseDetails(wait, providerRequestId, responseBytes, retryAfter, thresholds, headers, body);
    }

    /** The same with the provider's id, null if it gave none. */
    public ResponseDetails providerRequestId(@Nullable String id) {
        return new ResponseDetails(rateLimitWait, id, responseBytes, retryAfter, thresholds, headers, body);
    }

    /** The same with the body's length in bytes. */
    public ResponseDetails responseBytes(long bytes) {
        return new ResponseDetails(rateLimitWait, providerRequestId, bytes, retryAfter, thresholds, headers, body);
    }

    /** The same with how long the provider asked to wait, null if it did not. */
    public ResponseDetails retryAfter(@Nullable Duration wait) {
        return new ResponseDetails(rateLimitWait, providerRequestId, responseBytes, wait, thresholds, headers, body);
    }

    /** The same with what is slow: the answer then tells how it compares. */
    public ResponseDetails thresholds(PerformanceThresholds known) {
        return new ResponseDetails(rateLimitWait, providerRequestId, responseBytes, retryAfter, known, headers, body);
    }

    /** The same with headers that {@link Redactor#headers} made. */
    public ResponseDetails headers(Map<String, String> redacted) {
        return new ResponseDetails(
                rateLimitWait, providerRequestId, responseBytes, retryAfter, thresholds, redacted, body);
    }

    /** The same with a body that {@link Redactor#body} made. */
    public ResponseDetails body(@Nullable String redacted) {
        return new ResponseDetails(
                rateLimitWait, providerRequestId, responseBytes, retryAfter, thresholds, headers, redacted);
    }

    Fields addTo(Fields fields) {
        return fields.millis(EventKey.RATE_LIMIT_WAIT_MS, rateLimitWait)
                .put(EventKey.PROVIDER_REQUEST_ID, providerRequestId)
                .put(EventKey.RESPONSE_BYTES, responseBytes)
                .put(EventKey.RETRY_AFTER, retryAfter == null ? null : Fields.seconds(retryAfter))
                .put(EventKey.HEADERS, headers)
                .put(EventKey.BODY, body);
    }
}
