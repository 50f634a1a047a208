package dev.sluice.logging.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.sluice.logging.LogMarkers;
import dev.sluice.logging.Redactor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.logstash.logback.composite.AbstractJsonProvider;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;

/** The fields of a line, in their order. */
final class LineProvider extends AbstractJsonProvider<ILoggingEvent> {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final Set<String> RESERVED = Set.of(
            "timestamp",
            "level",
            "service",
            "environment",
            "logger_name",
            "message",
            "process_id",
            "thread_name",
            "thread_id");
    private static final long PROCESS_ID = ProcessHandle.current().pid();

    private final Redactor redactor = Redactor.standard();
    private final String service;
    private final String environment;

    LineProvider(String service, String environment) {
        this.service = service;
        this.environment = environment;
    }

    @Override
    public void writeTo(JsonGenerator json, ILoggingEvent event) {
        json.writeStringProperty("timestamp", timestamp(event));
        json.writeStringProperty("level", level(event));
        json.writeStringProperty("service", service);
        json.writeStringProperty("environment", environment);
        json.writeStringProperty("logger_name", redactor.text(event.getLoggerName()));
        json.writeStringProperty("message", redactor.text(String.valueOf(event.getFormattedMessage())));
        Map<String, Object> fields = redactor.fields(ownFields(event));
        for (String first : List.of("event_type", "request_id")) {
            if (fields.get(first) instanceof String value) {
                json.writeStringProperty(first, value);
            }
        }
        fields.forEach((name, value) -> {
            boolean written = value instanceof String && (name.equals("event_type") || name.equals("request_id"));
            if (!written) {
                json.writeName(RESERVED.contains(name) ? "field_" + name : name);
                JsonValues.write(json, value);
            }
        });
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null && !fields.containsKey("exception")) {
            json.writeName("exception");
            JsonValues.write(json, exception(thrown));
        }
        json.writeNumberProperty("process_id", PROCESS_ID);
        json.writeStringProperty("thread_name", redactor.text(String.valueOf(event.getThreadName())));
        Thread current = Thread.currentThread();
        if (current.getName().equals(event.getThreadName())) {
            json.writeNumberProperty("thread_id", current.getId());
        }
    }

    static String timestamp(ILoggingEvent event) {
        Instant instant = event.getInstant();
        return TIMESTAMP.format(instant == null ? Instant.ofEpochMilli(event.getTimeStamp()) : instant);
    }

    private static String level(ILoggingEvent event) {
        if (event.getLevel() == Level.WARN) {
            return "WARNING";
        }
        boolean critical = event.getLevel() == Level.ERROR
                && event.getMarkerList() != null
                && event.getMarkerList().contains(LogMarkers.CRITICAL);
        return critical ? "CRITICAL" : event.getLevel().toString();
    }

    /** The line's key-values over the thread's MDC. */
    private static Map<String, Object> ownFields(ILoggingEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>(event.getMDCPropertyMap());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> fields.put(String.valueOf(pair.key), pair.value));
        }
        return fields;
    }

    private Map<String, Object> exception(IThrowableProxy thrown) {
        if (thrown instanceof ThrowableProxy proxy) {
            return redactor.exception(proxy.getThrowable()).fields();
        }
        String message = redactor.text(String.valueOf(thrown.getMessage()));
        return Map.of("type", redactor.text(thrown.getClassName()), "message", message);
    }
}
