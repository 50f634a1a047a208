package dev.sluice.logging.event;

import dev.sluice.logging.redaction.Redactor;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * A call is over, after all its attempts ({@code external_api_call}).
 *
 * @param call which one
 * @param outcome how it ended
 * @param attempts how many were sent; 0 if it was refused before
 * @param rateLimitWait the sum of all waits for permits
 * @param duration from the call to its end, waits and back-off included
 * @param statusCode the last effective status; null if there was no answer
 * @param providerRequestId the provider's own id of the last answer
 * @param failure why it failed; null if it succeeded
 * @param apiUrl the host that was called, of a URL its host and port
 */
public record ExternalApiCall(
        CallRef call,
        Outcome outcome,
        int attempts,
        Duration rateLimitWait,
        Duration duration,
        @Nullable Integer statusCode,
        @Nullable String providerRequestId,
        @Nullable Failure failure,
        @Nullable String apiUrl)
        implements Event {

    /** How a call ended. */
    public enum Outcome {
        /** With a result. */
        SUCCESS,
        /** With an error that is known to the caller. */
        FAILURE,
        /** Sent, and what the server did is not known. */
        UNKNOWN,
        /** Never sent. */
        NOT_SENT,
        /** Given up by the caller. */
        CANCELLED
    }

    /** Redacts the texts. */
    public ExternalApiCall {
        providerRequestId = Redactor.standard().textOrNull(providerRequestId);
        apiUrl = apiUrl == null ? null : host(apiUrl);
    }

    /** The host alone, so that nothing else of a URL can be seen; with its port if the URL names one. */
    private static String host(String url) {
        int scheme = url.indexOf("://");
        int start = scheme < 0 ? 0 : scheme + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start, end);
        return Redactor.standard().text(authority.substring(authority.lastIndexOf('@') + 1));
    }

    /** A call of which no more than this is known. */
    public static ExternalApiCall of(
            CallRef call, Outcome outcome, int attempts, Duration rateLimitWait, Duration duration) {
        return new ExternalApiCall(call, outcome, attempts, rateLimitWait, duration, null, null, null, null);
    }

    /** The same with the last answer. */
    public ExternalApiCall answered(int status, @Nullable String providersId) {
        return new ExternalApiCall(
                call, outcome, attempts, rateLimitWait, duration, status, providersId, failure, apiUrl);
    }

    /** The same with why it failed. */
    public ExternalApiCall failed(Failure why) {
        return new ExternalApiCall(
                call, outcome, attempts, rateLimitWait, duration, statusCode, providerRequestId, why, apiUrl);
    }

    /** The same with the host that was called. */
    public ExternalApiCall to(String baseUrl) {
        return new ExternalApiCall(
                call, outcome, attempts, rateLimitWait, duration, statusCode, providerRequestId, failure, baseUrl);
    }

    @Override
    public String eventType() {
        return "external_api_call";
    }

    @Override
    public String message() {
        return "External API call";
    }

    /** A success is information, a call that its caller gave up a warning, anything else an error. */
    @Override
    public Level level() {
        return switch (outcome) {
            case SUCCESS -> Level.INFO;
            case CANCELLED -> Level.WARN;
            case FAILURE, UNKNOWN, NOT_SENT -> Level.ERROR;
        };
    }

    @Override
    public Map<String, Object> fields() {
        Fields fields = call.fields()
                .put(EventKey.OUTCOME, outcome.name().toLowerCase(Locale.ROOT))
                .put(EventKey.ATTEMPTS, attempts)
                .millis(EventKey.RATE_LIMIT_WAIT_MS, rateLimitWait)
                .millis(EventKey.DURATION_MS, duration)
                .put(EventKey.STATUS_CODE, statusCode)
                .put(EventKey.PROVIDER_REQUEST_ID, providerRequestId)
                .put(EventKey.API_URL, apiUrl);
        return (failure == null ? fields : failure.addTo(fields)).done();
    }
}
