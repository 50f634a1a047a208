package dev.sluice.logging.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.context.LogKeys;
import dev.sluice.logging.event.EventPairs;
import dev.sluice.logging.event.LogMarkers;
import dev.sluice.logging.event.RetentionClass;
import dev.sluice.logging.redaction.Redactor;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** The fields of a line in their order, redacted, under Sluice's own names. Immutable and thread-safe. */
final class Line {
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

    /** The whole line. */
    Map<String, Object> fields(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>(USUAL_FIELDS);
        write(event, line::put);
        return line;
    }

    /** Gives each field of the line once. */
    void write(ILoggingEvent event, FieldWriter line) {
        line.field("timestamp", timestamp(event, format.timestampDigits()));
        line.field("level", level(event));
        line.field("service", service);
        line.field("environment", environment);
        String logger = redactor.text(event.getLoggerName());
        line.field("logger_name", logger);
        line.field("module", module(logger));
        line.field("message", redactor.text(String.valueOf(event.getFormattedMessage())));
        Set<String> own = writeOwn(event, line);
        if (containerId != null && !own.contains(LogKeys.CONTAINER_ID)) {
            line.field(LogKeys.CONTAINER_ID, containerId);
        }
        if (profileName != null && !own.contains(LogKeys.PROFILE_NAME)) {
            line.field(LogKeys.PROFILE_NAME, profileName);
        }
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null && !own.contains("exception")) {
            line.field("exception", exception(thrown));
        }
        if (format.sourceLocation()) {
            writeSource(event, line);
        }
        line.field("log_class", retentionClass(event).word());
        line.field("process_id", PROCESS_ID);
        line.field("thread_name", redactor.text(String.valueOf(event.getThreadName())));
        Long threadId = threadId(event);
        if (threadId != null) {
            line.field("thread_id", threadId);
        }
    }

    /** The line's key-values over the thread's MDC; what joins lines comes first. Returns what may take the place of something of the line's. */
    private Set<String> writeOwn(ILoggingEvent event, FieldWriter line) {
        Map<String, String> context = event.getMDCPropertyMap();
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs instanceof EventPairs own && own.isRedacted()) {
            return writeCall(own, context, line);
        }
        Map<String, Object> own = new LinkedHashMap<>(USUAL_FIELDS);
        own.putAll(context);
        if (pairs != null) {
            pairs.forEach(pair -> own.put(String.valueOf(pair.key), pair.value));
        }
        Map<String, Object> redacted = redactor.fields(own);
        for (String first : FIRST) {
            if (redacted.get(first) instanceof String value) {
                line.field(first, value);
            }
        }
        redacted.forEach((name, value) -> {
            if (!(FIRST.contains(name) && value instanceof String)) {
                writeRenamed(name, value, redacted, line);
            }
        });
        return redacted.keySet();
    }

    /** An event that is redacted already: only the context has to be. */
    private Set<String> writeCall(EventPairs own, Map<String, String> context, FieldWriter line) {
        own.forEachPair((name, value) -> {
            if (FIRST.contains(name)) {
                line.field(name, value);
            }
        });
        Map<String, String> others = context.isEmpty() ? Map.of() : new LinkedHashMap<>(context);
        if (!others.isEmpty()) {
            own.forEachPair((name, value) -> others.remove(name));
        }
        Map<String, Object> redacted = redactor.fields(others);
        redacted.forEach((name, value) -> writeRenamed(name, value, redacted, line));
        own.forEachPair((name, value) -> {
            if (!FIRST.contains(name)) {
                line.field(name, value);
            }
        });
        return redacted.keySet();
    }

    /** A field of a name that the line gives itself has another, unless that is taken, too. */
    private static void writeRenamed(String name, Object value, Map<String, Object> all, FieldWriter line) {
        if (!RESERVED.contains(name)) {
            line.field(name, value);
        } else if (!all.containsKey("field_" + name)) {
            line.field("field_" + name, value);
        }
    }

    private static void writeSource(ILoggingEvent event, FieldWriter line) {
        StackTraceElement[] callers = event.getCallerData();
        if (callers != null && callers.length > 0) {
            StackTraceElement caller = callers[0];
            Map<String, Object> source = new LinkedHashMap<>();
            source.put("file", String.valueOf(caller.getFileName()));
            source.put("line", caller.getLineNumber());
            source.put("function", caller.getClassName() + "." + caller.getMethodName());
            line.field("source_location", source);
        }
    }

    static String timestamp(ILoggingEvent event, int digits) {
        Instant instant = event.getInstant();
        return UtcTime.text(instant == null ? Instant.ofEpochMilli(event.getTimeStamp()) : instant, digits);
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
        String type = pairs instanceof EventPairs own ? own.eventType() : null;
        if (pairs != null && type == null) {
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
}
