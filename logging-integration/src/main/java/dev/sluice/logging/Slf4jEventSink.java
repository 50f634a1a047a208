package dev.sluice.logging;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
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
    private final boolean pairs;

    Slf4jEventSink(boolean pairs) {
        this.pairs = pairs;
    }

    @Override
    public void emit(Event event) {
        LoggingFailures.guard(() -> log(event, LoggerFactory.getLogger(loggerName(event))));
    }

    /** One logger per event type, in a group that can be routed: what models were asked, and the rest. */
    private static String loggerName(Event event) {
        boolean llm = event instanceof CompletionRequest
                || event instanceof CompletionResponse
                || event instanceof PerformanceMetrics
                || event instanceof TradingDecision;
        return (llm ? EventSink.LLM_LOGGER : EventSink.API_LOGGER) + '.' + event.eventType();
    }

    void log(Event event, Logger logger) {
        LoggingEventBuilder line = logger.atLevel(event.level());
        if (!logger.isEnabledForLevel(event.level())) {
            return;
        }
        Map<String, Object> fields = event.fields();
        if (pairs) {
            line = line.addKeyValue("event_type", event.eventType());
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                line = line.addKeyValue(field.getKey(), field.getValue());
            }
            line.log(event.message());
        } else {
            // slf4j-simple and others write pairs into the format string, where braces in a value swallow arguments
            line.log("{} {} {}", event.message(), event.eventType(), json.writeValueAsString(fields));
        }
    }
}
