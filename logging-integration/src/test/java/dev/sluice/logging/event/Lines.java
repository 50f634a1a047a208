package dev.sluice.logging.event;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.sluice.logging.logback.RedactingJsonEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.MDC;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Logback of its own whose lines are kept as the bytes that a file would have. */
public final class Lines extends AppenderBase<ILoggingEvent> {
    public static final JsonMapper JSON = JsonMapper.builder().build();

    private final RedactingJsonEncoder encoder = new RedactingJsonEncoder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final LoggerContext loggers = new LoggerContext();
    private final Logger logger = loggers.getLogger("test");

    public Lines() {
        loggers.setMDCAdapter(MDC.getMDCAdapter());
        setContext(loggers);
        encoder.setContext(loggers);
        encoder.setService("it");
        encoder.setEnvironment("paper");
        encoder.start();
        start();
        logger.setLevel(Level.TRACE);
        logger.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        bytes.writeBytes(encoder.encode(event));
    }

    public Logger logger() {
        return logger;
    }

    public EventSink sink() {
        return event -> new Slf4jEventSink(true).log(event, logger);
    }

    public String raw() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Every line parsed; fails if one does not parse. */
    public List<JsonNode> parsed() {
        return raw().lines().map(JSON::readTree).toList();
    }

    public JsonNode only() {
        List<JsonNode> all = parsed();
        if (all.size() != 1) {
            throw new AssertionError("lines: " + all);
        }
        return all.get(0);
    }

    public static String of(Consumer<Lines> what) {
        Lines lines = new Lines();
        what.accept(lines);
        lines.parsed();
        return lines.raw();
    }
}
