package dev.sluice.logging.event;

import java.util.Locale;

/** What kind of thing an event tells of. */
public enum EventCategory {
    /** Calls, attempts and our own limits. */
    API,
    /** What bots and the providers they need do. */
    BOT,
    /** Who was let in and who was not. */
    SECURITY,
    /** What the program is for. */
    BUSINESS,
    /** What failed. */
    ERROR,
    /** Statements to a database. */
    DB,
    /** Figures over time. */
    METRIC;

    /** The category of an event type; {@link #BOT} for one that is not known. */
    public static EventCategory of(String eventType) {
        return switch (eventType) {
            case "api_request", "api_response", "external_api_call", "rate_limit_throttled" -> API;
            case "api_error", "logging_failure", "log_events_dropped" -> ERROR;
            case "database_operation" -> DB;
            case "performance_metric", "performance_metrics" -> METRIC;
            case "user_journey_step" -> BUSINESS;
            default -> byPrefix(eventType);
        };
    }

    private static EventCategory byPrefix(String eventType) {
        if (eventType.startsWith("security_")) {
            return SECURITY;
        }
        if (eventType.startsWith("business_")) {
            return BUSINESS;
        }
        return eventType.startsWith("metric_") ? METRIC : BOT;
    }

    /** As it is written: in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
