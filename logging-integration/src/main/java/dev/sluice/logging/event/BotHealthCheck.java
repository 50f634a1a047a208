package dev.sluice.logging.event;

import dev.sluice.logging.ProviderHealth;
import dev.sluice.logging.redaction.Redactor;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * How a provider does ({@code bot_health_check}); {@link ProviderHealth} makes one whenever that changes.
 *
 * @param peerService the provider
 * @param status how it does
 * @param responseTime of its last call, without our own waits; null before the first
 * @param lastSuccess when it last answered; null if it never has
 * @param consecutiveFailures calls in a row without a usable answer
 */
public record BotHealthCheck(
        String peerService,
        Status status,
        @Nullable Duration responseTime,
        @Nullable Instant lastSuccess,
        int consecutiveFailures)
        implements Event {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** How a provider does. */
    public enum Status {
        /** Its last call was answered. */
        HEALTHY,
        /** Its last call was not, or with an error of the server. */
        DEGRADED,
        /** Three calls or more in a row were not. */
        UNHEALTHY
    }

    /** Redacts the text. */
    public BotHealthCheck {
        peerService = Redactor.standard().text(peerService);
    }

    @Override
    public String eventType() {
        return "bot_health_check";
    }

    @Override
    public String message() {
        return "Provider health";
    }

    @Override
    public Level level() {
        return status == Status.HEALTHY ? Level.INFO : Level.WARN;
    }

    @Override
    public Map<String, Object> fields() {
        return new Fields()
                .put(EventKey.PEER_SERVICE, peerService)
                .put(EventKey.HEALTH_STATUS, status.name().toLowerCase(Locale.ROOT))
                .millis(EventKey.RESPONSE_TIME_MS, responseTime)
                .put(EventKey.LAST_SUCCESS, lastSuccess == null ? null : UTC.format(lastSuccess))
                .put(EventKey.CONSECUTIVE_FAILURES, consecutiveFailures)
                .done();
    }
}
