package dev.sluice.logging.event;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * An attempt failed: no answer, an error answer, or an answer that cannot be used ({@code api_error}).
 *
 * @param call the call it belongs to
 * @param attempt from 1
 * @param statusCode the effective status; null if there was no answer
 * @param responseTime from sending to the failure
 * @param failure what went wrong
 * @param details what is known of the answer
 */
public record ApiError(
        CallRef call,
        int attempt,
        @Nullable Integer statusCode,
        Duration responseTime,
        Failure failure,
        ResponseDetails details)
        implements Event {

    /** A failure without an answer. */
    public static ApiError of(CallRef call, int attempt, Duration responseTime, Failure failure) {
        return new ApiError(call, attempt, null, responseTime, failure, ResponseDetails.NONE);
    }

    /** The same with the effective status. */
    public ApiError statusCode(int status) {
        return new ApiError(call, attempt, status, responseTime, failure, details);
    }

    /** The same with what else is known of the answer. */
    public ApiError with(ResponseDetails known) {
        return new ApiError(call, attempt, statusCode, responseTime, failure, known);
    }

    @Override
    public String eventType() {
        return "api_error";
    }

    @Override
    public String message() {
        return "API error";
    }

    /** An attempt that will be repeated is a warning. */
    @Override
    public Level level() {
        return failure.retryable() ? Level.WARN : Level.ERROR;
    }

    @Override
    public Map<String, Object> fields() {
        Fields fields = call.fields()
                .put(EventKey.ATTEMPT, attempt)
                .put(EventKey.STATUS_CODE, statusCode)
                .millis(EventKey.RESPONSE_TIME_MS, responseTime);
        return details.addTo(failure.addTo(fields)).done();
    }
}
