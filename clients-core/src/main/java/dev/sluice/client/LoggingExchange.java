package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.ApiError;
import dev.sluice.logging.ApiRequest;
import dev.sluice.logging.ApiResponse;
import dev.sluice.logging.Event;
import dev.sluice.logging.EventSink;
import dev.sluice.logging.Failure;
import dev.sluice.logging.Redactor;
import dev.sluice.logging.ResponseDetails;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Logs each attempt: {@code api_request}, then exactly one of {@code api_response} and {@code api_error}. */
final class LoggingExchange implements Exchange {
    private final EventSink events;
    private final TimeSource time;
    private final Exchange next;

    LoggingExchange(EventSink events, TimeSource time, Exchange next) {
        this.events = events;
        this.time = time;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, AttemptRequest request) {
        int attempt = call.beginAttempt();
        Redactor redactor = Redactor.standard();
        events.emit(new ApiRequest(
                call.ref(),
                attempt,
                redactor.headers(request.headers()),
                redactor.query(request.uri().getRawQuery()),
                null));
        long start = time.nanoTime();
        return Ending.around(
                () -> next.run(call, request),
                ending -> events.emit(ended(call, attempt, Duration.ofNanos(time.nanoTime() - start), ending)));
    }

    private static Event ended(Call call, int attempt, Duration duration, Ending ending) {
        ResponseDetails details = ResponseDetails.NONE.providerRequestId(call.providerRequestId());
        Integer status = call.effectiveStatus();
        ClientException failure = ending.failure();
        if (failure == null && status != null) {
            return ApiResponse.of(call.ref(), attempt, status, duration).with(details);
        }
        Failure why = failure == null
                ? Failure.of("cancelled", "given up by the caller", true)
                : Failure.of(failure, failure.isRetryable());
        ApiError error = ApiError.of(call.ref(), attempt, duration, why).with(details);
        return status == null ? error : error.statusCode(status);
    }
}
