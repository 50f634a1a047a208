package dev.sluice.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.failure.LoggingFailures;
import dev.sluice.logging.redaction.RegisteredSecrets;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes every log line as one line of text for people: time, level, thread, logger, message, then all fields as {@code key=value}; a stack
 * trace follows, each of its lines indented. Redacted as JSON lines are. A line that cannot be written is replaced by one that says so.
 */
public final class RedactingTextEncoder extends EncoderBase<ILoggingEvent> {
    private final Line line = new Line(
            "", "", LoggingConfig.Instance.DEFAULTS, new LoggingConfig.Format(LoggingConfig.Profile.SEED, false, 3));

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String text;
        try {
            text = RegisteredSecrets.redact(text(line.fields(event)));
        } catch (Throwable failure) {
            LoggingFailures.record(failure);
            text = Line.timestamp(event, 3) + " ERROR a log line could not be written\n";
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Map<String, Object> fields) {
        StringBuilder out = new StringBuilder(256)
                .append(fields.get("timestamp"))
                .append(' ')
                .append(String.format("%-8s", fields.get("level")))
                .append(" [")
                .append(oneLine(fields.get("thread_name")))
                .append("] ")
                .append(oneLine(fields.get("logger_name")))
                .append(" - ")
                .append(oneLine(fields.get("message")));
        fields.forEach((name, value) -> {
            if (!Line.RESERVED.contains(name) && !name.equals("exception")) {
                out.append(' ').append(name).append('=').append(quoted(value));
            }
        });
        out.append('\n');
        if (fields.get("exception") instanceof Map<?, ?> exception) {
            Object trace = exception.get("stacktrace");
            String.valueOf(trace == null ? exception.get("message") : trace)
                    .lines()
                    .forEach(each -> out.append('\t').append(oneLine(each)).append('\n'));
        }
        return out.toString();
    }

    private static String quoted(Object value) {
        String text = oneLine(value);
        return text.isEmpty() || text.indexOf(' ') >= 0 || text.indexOf('=') >= 0
                ? '"' + text.replace("\"", "\\\"") + '"'
                : text;
    }

    /** Nobody's value begins a line of its own. */
    private static String oneLine(@Nullable Object value) {
        return String.valueOf(value).replace("\r", "\\r").replace("\n", "\\n");
    }
}
