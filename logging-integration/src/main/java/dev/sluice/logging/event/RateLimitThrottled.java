package dev.sluice.logging.event;

import dev.sluice.logging.redaction.Redactor;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * A call waited noticeably for its permit, or was refused one ({@code rate_limit_throttled}).
 *
 * @param call which one
 * @param limiter the limiter's name
 * @param waited how long it has waited
 * @param reason a stable word, such as {@code wait} or {@code refused}
 * @param queueLength how many were waiting; null if not known
 */
public record RateLimitThrottled(
        CallRef call,
        String limiter,
        Duration waited,
        String reason,
        @Nullable Integer queueLength) implements Event {
    /** Redacts the texts. */
    public RateLimitThrottled {
        limiter = Redactor.standard().text(limiter);
        reason = Redactor.standard().text(reason);
    }

    @Override
    public String eventType() {
        return "rate_limit_throttled";
    }

    @Override
    public String message() {
        return "Throttled by the rate limit";
    }

    @Override
    public Level level() {
        return Level.WARN;
    }

    @Override
    public Map<String, Object> fields() {
        return call.fields()
                .put(EventKey.LIMITER, limiter)
                .millis(EventKey.RATE_LIMIT_WAIT_MS, waited)
                .put(EventKey.REASON, reason)
                .put(EventKey.QUEUE_LENGTH, queueLength)
                .done();
    }
}
