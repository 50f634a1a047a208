package dev.sluice.benchmarks.calls;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.sluice.logging.logback.SluiceAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * A logger's lines as a bot writes them: by Sluice's own appender with its queue, to a file that is bounded. The queue drops what it cannot
 * take, where Logback's own makes the caller wait; so that nobody wins by that, the end tells if lines are missing.
 */
final class SluiceLog implements AutoCloseable {
    private static final int QUEUE = 8_192;

    private final Logger logger;
    private final SluiceAppender appender = new SluiceAppender();
    private final Path file = AsyncLog.temporary();

    SluiceLog(String loggerName) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        this.logger = context.getLogger(loggerName);
        appender.setContext(context);
        appender.setName("benchmark");
        appender.setFile(file.toString());
        appender.setMaxFileSize("64MB");
        appender.setMaxFiles(1);
        appender.setQueueSize(QUEUE);
        appender.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    /** Everything is written, and then gone. */
    @Override
    public void close() {
        logger.detachAppender(appender);
        appender.stop();
        try {
            tellOfDropped();
            Files.deleteIfExists(file);
            Files.deleteIfExists(Path.of(file + ".1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last such line has the sum. */
    private void tellOfDropped() throws IOException {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.filter(line -> line.contains("log_events_dropped"))
                    .reduce((earlier, later) -> later)
                    .ifPresent(last -> System.err.println("log lines are missing: " + last));
        }
    }
}
