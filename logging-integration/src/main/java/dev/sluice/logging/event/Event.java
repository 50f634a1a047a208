package dev.sluice.logging.event;

import java.util.Map;
import org.slf4j.event.Level;

/**
 * Something that happened, ready to be logged. Every event is redacted when it is built, so that no sink, accessor or {@code toString}
 * shows a credential. Immutable.
 */
public sealed interface Event
        permits ApiRequest,
                ApiResponse,
                ApiError,
                ExternalApiCall,
                RateLimitThrottled,
                CompletionRequest,
                CompletionResponse,
                TradingDecision,
                PerformanceMetrics,
                SampledEvent,
                PerformanceMetric,
                BotHealthCheck,
                BusinessEvent,
                SecurityEvent,
                DatabaseOperation,
                UserJourneyStep,
                MetricEvent,
                LogEventsDropped {

    /** The value of {@code event_type}, in snake case. */
    String eventType();

    /** A constant sentence; whatever varies is in {@link #fields()}. */
    String message();

    /** How much it matters; {@code INFO} unless the event is a failure or a warning. */
    default Level level() {
        return Level.INFO;
    }

    /**
     * The event's own fields under their snake-case names, in order, without {@code event_type}. Values are strings, numbers, booleans, and
     * maps and lists of these; what is unknown is left out. Durations are milliseconds, money is {@code BigDecimal} in US dollars.
     */
    Map<String, Object> fields();

    /** What kind of thing it tells of. */
    default EventCategory category() {
        return EventCategory.of(eventType());
    }

    /** How long it is of use. */
    default RetentionClass retentionClass() {
        return RetentionClass.of(eventType(), level());
    }
}
