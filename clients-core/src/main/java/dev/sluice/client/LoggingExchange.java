package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Logs each attempt: {@code api_request}, then exactly one of {@code api_response} and {@code api_error}. */
final class LoggingExchange implements Exchange {
    private final CallLog log;
    private final TimeSource time;
    private final Exchange next;

    LoggingExchange(CallLog log, TimeSource time, Exchange next) {
        this.log = log;
        this.time = time;
        this.next = next;
    }

    @Override
    public @Nullable Object run(Call call, AttemptRequest request) {
        int attempt = call.beginAttempt();
        log.request(call, attempt, request);
        long start = time.nanoTime();
        return Ending.around(
                () -> next.run(call, request),
                ending -> log.attemptEnded(call, attempt, request, Duration.ofNanos(time.nanoTime() - start), ending));
    }
}
