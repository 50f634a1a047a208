package dev.sluice.logging.event;

import dev.sluice.logging.redaction.Redactor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attempt is about to be sent ({@code api_request}).
 *
 * @param call the call it belongs to
 * @param attempt from 1
 * @param headers several values of one joined; redacted here by their names
 * @param queryParams redacted again by their names
 * @param body what {@link Redactor#body} made of it; null where there is none or bodies are not logged
 */
public record ApiRequest(
        CallRef call,
        int attempt,
        Map<String, String> headers,
        Map<String, String> queryParams,
        @Nullable String body) implements Event {
    /** Redacts what the caller has not. */
    public ApiRequest {
        headers = Redactor.standard().headerValues(headers);
        queryParams = Redactor.standard().queryValues(queryParams);
        body = Redactor.standard().textOrNull(body);
    }

    /** An attempt of which nothing more is logged. */
    public static ApiRequest of(CallRef call, int attempt) {
        return new ApiRequest(call, attempt, Map.of(), Map.of(), null);
    }

    @Override
    public String eventType() {
        return "api_request";
    }

    @Override
    public String message() {
        return "API request";
    }

    @Override
    public Map<String, Object> fields() {
        return call.fields()
                .put(EventKey.ATTEMPT, attempt)
                .put(EventKey.HEADERS, headers)
                .put(EventKey.QUERY_PARAMS, queryParams)
                .put(EventKey.BODY, body)
                .done();
    }
}
