package dev.sluice.logging.event;

import dev.sluice.logging.failure.LoggingFailures;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventAware;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Logs events through SLF4J, in the form the back end can show. */
final class Slf4jEventSink implements EventSink {
    static final Slf4jEventSink INSTANCE = new Slf4jEventSink(
            LoggerFactory.getILoggerFactory().getClass().getName().startsWith("ch.qos.logback."));

    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .build();
    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();
    private final boolean pairs;

    Slf4jEventSink(boolean pairs) {
        this.pairs = pairs;
    }

    @Override
    public boolean wants(String eventType, Level level, String requestId) {
        try {
            return logger(eventType).isEnabledForLevel(level);
        } catch (RuntimeException failure) {
            LoggingFailures.record(failure);
            return false;
        }
    }

    @Override
    public void emit(Event event) {
        LoggingFailures.guard(() -> log(event, logger(event.eventType())));
    }

    private Logger logger(String eventType) {
        Logger known = loggers.get(eventType);
        return known == null
                ? loggers.computeIfAbsent(eventType, type -> LoggerFactory.getLogger(loggerName(type)))
                : known;
    }

    /** One logger per event type, in a group that can be routed: what models were asked, calls, and the rest. */
    private static String loggerName(String eventType) {
        String group = switch (eventType) {
            case "completion_request", "completion_response", "performance_metrics", "trading_decision" ->
                EventSink.LLM_LOGGER;
            case "api_request", "api_response", "api_error", "external_api_call", "rate_limit_throttled" ->
                EventSink.API_LOGGER;
            default -> EventSink.OTHER_LOGGER + EventCategory.of(eventType).word();
        };
        return group + '.' + eventType;
    }

    void log(Event event, Logger logger) {
        if (!logger.isEnabledForLevel(event.level())) {
            return;
        }
        if (pairs && logger instanceof LoggingEventAware backEnd) {
            new EventLine(logger.getName(), event).to(backEnd);
        } else {
            // slf4j-simple and others write pairs into the format string, where braces in a value swallow arguments
            logger.atLevel(event.level())
                    .log("{} {} {}", event.message(), event.eventType(), json.writeValueAsString(event.fields()));
        }
    }
}
