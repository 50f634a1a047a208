package dev.sluice.logging;

import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.event.BotHealthCheck;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.ExternalApiCall;
import dev.sluice.logging.failure.LoggingFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Tells from the calls that pass through to another sink how each provider does, and adds a {@code bot_health_check} whenever that changes.
 * A provider that answers is healthy even if it refuses what was asked; one that gives no answer or an error of the server is not. Calls that
 * were given up or never left do not count. Thread-safe.
 */
public final class ProviderHealth implements EventSink {
    private static final int UNHEALTHY_AFTER = 3;

    private final EventSink next;
    private final TimeSource time;
    private final Map<String, BotHealthCheck> last = new ConcurrentHashMap<>();

    /** Hands every event on to this sink. */
    public ProviderHealth(EventSink next, TimeSource time) {
        this.next = next;
        this.time = time;
    }

    /** How a provider did at its last call; empty if none of its calls has counted yet. */
    public Optional<BotHealthCheck> of(String peerService) {
        return Optional.ofNullable(last.get(peerService));
    }

    @Override
    public boolean wants(String eventType, Level level, String requestId) {
        return eventType.equals("external_api_call") || next.wants(eventType, level, requestId);
    }

    @Override
    public void emit(Event event) {
        next.emit(event);
        if (event instanceof ExternalApiCall call) {
            LoggingFailures.guard(() -> count(call));
        }
    }

    private void count(ExternalApiCall call) {
        boolean counts = call.attempts() > 0 && call.outcome() != ExternalApiCall.Outcome.CANCELLED;
        if (counts) {
            String provider = call.call().peerService();
            BotHealthCheck before = last.get(provider);
            BotHealthCheck now = last.compute(provider, (name, known) -> after(name, known, call));
            if (before == null || before.status() != now.status()) {
                next.emit(now);
            }
        }
    }

    private BotHealthCheck after(String provider, @Nullable BotHealthCheck before, ExternalApiCall call) {
        Duration took = call.duration().minus(call.rateLimitWait());
        if (answered(call)) {
            return new BotHealthCheck(provider, BotHealthCheck.Status.HEALTHY, took, time.instant(), 0);
        }
        int failures = before == null ? 1 : before.consecutiveFailures() + 1;
        Instant lastSuccess = before == null ? null : before.lastSuccess();
        BotHealthCheck.Status status =
                failures < UNHEALTHY_AFTER ? BotHealthCheck.Status.DEGRADED : BotHealthCheck.Status.UNHEALTHY;
        return new BotHealthCheck(provider, status, took, lastSuccess, failures);
    }

    private static boolean answered(ExternalApiCall call) {
        Integer status = call.statusCode();
        return call.outcome() == ExternalApiCall.Outcome.SUCCESS || (status != null && status < 500 && status != 408);
    }
}
