package dev.sluice.logging.event;

import java.time.Duration;
import java.util.Map;

/**
 * An attempt was answered, and the answer is no error ({@code api_response}).
 *
 * @param call the call it belongs to
 * @param attempt from 1
 * @param statusCode the HTTP status
 * @param responseTime from sending to the end of the body
 * @param details what else is known
 */
public record ApiResponse(CallRef call, int attempt, int statusCode, Duration responseTime, ResponseDetails details)
        implements Event {

    /** An answer of which nothing more is logged. */
    public static ApiResponse of(CallRef call, int attempt, int statusCode, Duration responseTime) {
        return new ApiResponse(call, attempt, statusCode, responseTime, ResponseDetails.NONE);
    }

    /** The same with what else is known of the answer. */
    public ApiResponse with(ResponseDetails known) {
        return new ApiResponse(call, attempt, statusCode, responseTime, known);
    }

    @Override
    public String eventType() {
        return "api_response";
    }

    @Override
    public String message() {
        return "API response";
    }

    @Override
    public Map<String, Object> fields() {
        Fields fields = call.fields()
                .put(EventKey.ATTEMPT, attempt)
                .put(EventKey.STATUS_CODE, statusCode)
                .millis(EventKey.RESPONSE_TIME_MS, responseTime);
        if (details.thresholds() != null) {
            details.thresholds().addTo(fields, responseTime);
        }
        return details.addTo(fields).done();
    }
}
