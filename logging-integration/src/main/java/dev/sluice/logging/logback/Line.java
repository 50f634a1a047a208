package dev.sluice.logging.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.context.LogKeys;
import dev.sluice.logging.event.LogMarkers;
import dev.sluice.logging.event.RetentionClass;
import dev.sluice.logging.redaction.Redactor;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** The fields of a line in their order, redacted, under Sluice's own names. Immutable and thread-safe. */
final class Line {
    private static final DateTimeFormatter MILLIS = utc("SSS");
    private static final DateTimeFormatter MICROS = utc("SSSSSS");
    /** Names that a line gives itself; an event's own field of such a name gets another. */
    static final Set<String> RESERVED = Set.of(
            "timestamp",
            "level",
            "service",
            "environment",
            "logger_name",
            "module",
            "message",
            "log_class",
            "source_location",
            "process_id",
            "thread_name",
            "thread_id");

    private static final List<String> FIRST = List.of("event_type", "request_id");
    private static final int USUAL_FIELDS = 48;
    private static final long PROCESS_ID = ProcessHandle.current().pid();

    private final Redactor redactor = Redactor.standard();
    private final String service;
    private final String environment;
    private final @Nullable String containerId;
    private final @Nullable String profileName;
    private final LoggingConfig.Format format;

    Line(String service, String environment, LoggingConfig.Instance instance, LoggingConfig.Format format) {
        this.service = service;
        this.environment = environment;
        this.containerId = redactor.textOrNull(instance.containerId());
        this.profileName = redactor.textOrNull(instance.profileName());
        this.format = format;
    }

    Map<String, Object> fields(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>(USUAL_FIELDS);
        line.put("timestamp", timestamp(event, format.timestampDigits()));
        line.put("level", level(event));
        line.put("service", service);
        line.put("environment", environment);
        String logger = redactor.text(event.getLoggerName());
        line.put("logger_name", logger);
        line.put("module", module(logger));
        line.put("message", redactor.text(String.valueOf(event.getFormattedMessage())));
        addOwn(line, event);
        if (containerId != null) {
            line.putIfAbsent(LogKeys.CONTAINER_ID, containerId);
        }
        if (profileName != null) {
            line.putIfAbsent(LogKeys.PROFILE_NAME, profileName);
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null && !line.containsKey("exception")) {
            line.put("exception", exception(thrown));
        }
        if (format.sourceLocation()) {
            addSource(line, event);
        }
        line.put("log_class", retentionClass(event).word());
        line.put("process_id", PROCESS_ID);
        line.put("thread_name", redactor.text(String.valueOf(event.getThreadName())));
        Long threadId = threadId(event);
        if (threadId != null) {
            line.put("thread_id", threadId);
        }
        return line;
    }

    /** The line's key-values over the thread's MDC; what joins lines comes first. */
    private void addOwn(Map<String, Object> line, ILoggingEvent event) {
        Map<String, Object> own = new LinkedHashMap<>(USUAL_FIELDS);
        own.putAll(event.getMDCPropertyMap());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> own.put(String.valueOf(pair.key), pair.value));
        }
        Map<String, Object> redacted = redactor.fields(own);
        for (String first : FIRST) {
            if (redacted.get(first) instanceof String value) {
                line.put(first, value);
            }
        }
        redacted.forEach((name, value) -> line.putIfAbsent(RESERVED.contains(name) ? "field_" + name : name, value));
    }

    private static void addSource(Map<String, Object> line, ILoggingEvent event) {
        StackTraceElement[] callers = event.getCallerData();
        if (callers != null && callers.length > 0) {
            StackTraceElement caller = callers[0];
            Map<String, Object> source = new LinkedHashMap<>();
            source.put("file", String.valueOf(caller.getFileName()));
            source.put("line", caller.getLineNumber());
            source.put("function", caller.getClassName() + "." + caller.getMethodName());
            line.put("source_location", source);
        }
    }

    static String timestamp(ILoggingEvent event, int digits) {
        Instant instant = event.getInstant();
        DateTimeFormatter formatter = digits == 3 ? MILLIS : MICROS;
        return formatter.format(instant == null ? Instant.ofEpochMilli(event.getTimeStamp()) : instant);
    }

    static String level(ILoggingEvent event) {
        if (event.getLevel() == Level.WARN) {
            return "WARNING";
        }
        boolean critical = event.getLevel() == Level.ERROR
                && event.getMarkerList() != null
                && event.getMarkerList().contains(LogMarkers.CRITICAL);
        return critical ? "CRITICAL" : event.getLevel().toString();
    }

    static RetentionClass retentionClass(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        String type = null;
        if (pairs != null) {
            for (KeyValuePair pair : pairs) {
                if ("event_type".equals(pair.key)) {
                    type = String.valueOf(pair.value);
                }
            }
        }
        return RetentionClass.of(type, slf4j(event.getLevel()));
    }

    private static org.slf4j.event.Level slf4j(Level level) {
        return switch (level.toInt()) {
            case Level.TRACE_INT -> org.slf4j.event.Level.TRACE;
            case Level.DEBUG_INT -> org.slf4j.event.Level.DEBUG;
            case Level.WARN_INT -> org.slf4j.event.Level.WARN;
            case Level.ERROR_INT -> org.slf4j.event.Level.ERROR;
            default -> org.slf4j.event.Level.INFO;
        };
    }

    /** The last package segment: what is before the last dot's segment. */
    private static String module(String logger) {
        int end = logger.lastIndexOf('.');
        return end < 0 ? logger : logger.substring(logger.lastIndexOf('.', end - 1) + 1, end);
    }

    /** Of the thread that logged; not known if another appender has handed the event to this thread. */
    private static @Nullable Long threadId(ILoggingEvent event) {
        Long origin = Origin.threadId();
        if (origin != null) {
            return origin;
        }
        Thread current = Thread.currentThread();
        String name = event.getThreadName();
        boolean own = current.getName().equals(name)
                || (LoggingEvent.VIRTUAL_THREAD_NAME_PREFIX + current.getId()).equals(name)
                || (LoggingEvent.REGULAR_UNNAMED_THREAD_PREFIX + current.getId()).equals(name);
        return own ? current.getId() : null;
    }

    private Map<String, Object> exception(IThrowableProxy thrown) {
        if (thrown instanceof ThrowableProxy proxy) {
            return redactor.exception(proxy.getThrowable()).fields();
        }
        String message = redactor.text(String.valueOf(thrown.getMessage()));
        return Map.of("type", redactor.text(thrown.getClassName()), "message", message);
    }

    private static DateTimeFormatter utc(String fraction) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss." + fraction + "'Z'")
                .withZone(ZoneOffset.UTC);
    }
}
