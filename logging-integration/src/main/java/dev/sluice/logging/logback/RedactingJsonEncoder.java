package dev.sluice.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.failure.LoggingFailures;
import dev.sluice.logging.redaction.RegisteredSecrets;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Writes every log line, Sluice's own or not, as one JSON object with flat keys: {@code timestamp} (UTC, six digits), {@code level},
 * {@code service}, {@code environment}, {@code logger_name}, {@code module}, {@code message}, {@code event_type}, {@code request_id}, then
 * MDC and key-values, each redacted by its name and as text, the exception redacted, and last {@code log_class}, {@code process_id},
 * {@code thread_name} and {@code thread_id}; a profile gives them other names. The finished bytes are searched for {@link RegisteredSecrets}. A line that cannot be written is replaced by one that
 * says so; nothing is thrown.
 */
public final class RedactingJsonEncoder extends EncoderBase<ILoggingEvent> {
    private final AtomicReference<@Nullable JsonLine> spare = new AtomicReference<>();
    private String service = LoggingConfig.DEFAULTS.service();
    private String environment = LoggingConfig.DEFAULTS.environment();
    private LoggingConfig.Instance instance = LoggingConfig.Instance.DEFAULTS;
    private LoggingConfig.Format format = LoggingConfig.Format.DEFAULTS;
    private Line line = new Line(service, environment, instance, format);
    private FieldNames names = FieldNames.of(format.profile());

    /** Who writes; {@code sluice} by default. */
    public void setService(String service) {
        this.service = service;
    }

    /** Where it runs; by default the variable {@code ENVIRONMENT}, or else {@code development}. */
    public void setEnvironment(String environment) {
        this.environment = environment;
    }

    /** Which of several processes writes; not said by default. */
    public void setInstance(LoggingConfig.Instance instance) {
        this.instance = instance;
    }

    /** How lines are written; {@link LoggingConfig.Format#DEFAULTS} by default. */
    public void setFormat(LoggingConfig.Format format) {
        this.format = format;
    }

    @Override
    public void start() {
        line = new Line(service, environment, instance, format);
        names = FieldNames.of(format.profile());
        super.start();
    }

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
        JsonLine kept = spare.getAndSet(null);
        JsonLine json = kept == null ? new JsonLine() : kept;
        try {
            json.begin();
            names.write(line, event, json);
            return RegisteredSecrets.redactJson(json.end());
        } catch (Throwable failure) {
            LoggingFailures.record(failure);
        } finally {
            spare.set(json);
        }
        return unwritable(event);
    }

    /** Made of nothing that could hold a secret or fail. */
    private static byte[] unwritable(ILoggingEvent event) {
        String line = "{\"timestamp\":\"" + Line.timestamp(event, 6) + "\",\"level\":\"ERROR\","
                + "\"message\":\"a log line could not be written\",\"event_type\":\"logging_failure\"}\n";
        return line.getBytes(StandardCharsets.UTF_8);
    }
}
