package dev.sluice.client;

import dev.sluice.client.error.AuthenticationException;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.PermissionDeniedException;
import dev.sluice.client.spi.ResponseHead;
import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.event.ApiError;
import dev.sluice.logging.event.ApiRequest;
import dev.sluice.logging.event.ApiResponse;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.ExternalApiCall;
import dev.sluice.logging.event.Failure;
import dev.sluice.logging.event.RateLimitThrottled;
import dev.sluice.logging.event.ResponseDetails;
import dev.sluice.logging.event.SampledEvent;
import dev.sluice.logging.event.SecurityEvent;
import dev.sluice.logging.redaction.Redactor;
import dev.sluice.ratelimit.PermitUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Makes the events of calls and attempts, if somebody wants them. Thread-safe. */
final class CallLog {
    private static final Logger PAYLOAD = LoggerFactory.getLogger(EventSink.PAYLOAD_LOGGER);

    private final EventSink events;
    private final LoggingConfig config;
    private final TimeSource time;

    CallLog(EventSink events, LoggingConfig config, TimeSource time) {
        this.events = events;
        this.config = config;
        this.time = time;
    }

    /** Whether events show bodies. */
    static boolean showsBodies() {
        return PAYLOAD.isDebugEnabled();
    }

    /** An attempt leaves; if it has waited longer than ordinary pacing takes, that is said first. */
    void request(Call call, int attempt, AttemptRequest request) {
        if (call.attemptWaited().compareTo(config.thresholds().throttled()) >= 0) {
            throttled(call, call.attemptWaited(), "wait", null);
        }
        if (events.wants("api_request", Level.INFO, call.requestId())) {
            events.emit(event(call, attempt, request));
        }
    }

    private ApiRequest event(Call call, int attempt, AttemptRequest request) {
        Redactor redactor = Redactor.standard();
        String type = request.headers("Content-Type").stream().findFirst().orElse(null);
        return new ApiRequest(
                call.ref(),
                attempt,
                redactor.headers(request.headers()),
                redactor.query(request.uri().getRawQuery()),
                body(request.body(), type));
    }

    /** An attempt is over; if it failed and its request was left out of a sampled log, that is logged now. */
    void attemptEnded(Call call, int attempt, AttemptRequest request, Duration duration, Ending ending) {
        ClientException failure = ending.failure();
        Integer status = call.effectiveStatus();
        if (failure == null && status != null) {
            if (events.wants("api_response", Level.INFO, call.requestId())) {
                events.emit(
                        ApiResponse.of(call.ref(), attempt, status, duration).with(details(call, null)));
            }
            return;
        }
        Failure why =
                failure == null ? Failure.of("cancelled", "given up by the caller", true) : Advice.failure(failure);
        if (config.sampleRate() < 1 && !events.wants("api_request", Level.INFO, call.requestId())) {
            events.emit(SampledEvent.late(event(call, attempt, request)));
        }
        if (events.wants("api_error", why.retryable() ? Level.WARN : Level.ERROR, call.requestId())) {
            ApiError error = ApiError.of(call.ref(), attempt, duration, why).with(details(call, failure));
            events.emit(status == null ? error : error.statusCode(status));
        }
        if (status != null
                && (failure instanceof AuthenticationException || failure instanceof PermissionDeniedException)) {
            events.emit(SecurityEvent.authFailed(
                    call.ref(), attempt, status, failure.getClass().getSimpleName()));
        }
    }

    private void throttled(Call call, Duration wait, String reason, @Nullable Integer queueLength) {
        if (events.wants("rate_limit_throttled", Level.WARN, call.requestId())) {
            events.emit(new RateLimitThrottled(call.ref(), call.provider(), wait, reason, queueLength));
        }
    }

    void callEnded(
            Call call,
            CallRecord record,
            ExternalApiCall.Outcome outcome,
            URI baseUrl,
            @Nullable ClientException failure) {
        if (failure != null && failure.getCause() instanceof PermitUnavailableException refused) {
            String reason = refused.reason().name().toLowerCase(Locale.ROOT);
            throttled(call, record.waited(), reason, refused.queueLength());
        }
        Event event = new ExternalApiCall(
                call.ref(),
                outcome,
                record.attempts(),
                record.waited(),
                record.duration(),
                record.effectiveStatus(),
                record.effectiveStatus() == null ? null : record.providerRequestId(),
                failure == null ? null : Advice.failure(failure),
                baseUrl.toString());
        if (events.wants(event.eventType(), event.level(), call.requestId())) {
            events.emit(event);
        }
    }

    /** At once: each step of building one makes a new record, which redacts the texts that it holds again. */
    private ResponseDetails details(Call call, @Nullable ClientException failure) {
        ResponseHead head = call.head();
        return new ResponseDetails(
                call.attemptWaited(),
                call.providerRequestId(),
                head == null ? null : call.responseBytes(),
                failure == null ? null : retryAfter(failure),
                config.thresholds(),
                head == null ? Map.of() : Redactor.standard().headers(head.headers()),
                head == null
                        ? null
                        : body(call.body(), head.header("content-type").orElse(null)));
    }

    private @Nullable Duration retryAfter(ClientException failure) {
        return failure.retryAt()
                .map(at -> Duration.between(time.instant(), at))
                .filter(left -> !left.isNegative())
                .orElse(null);
    }

    private @Nullable String body(byte[] body, @Nullable String contentType) {
        return body.length == 0 || !showsBodies()
                ? null
                : Redactor.standard().body(body, contentType, config.maxBodyChars());
    }
}
