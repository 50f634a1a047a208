package dev.sluice.benchmarks.calls;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** A logger's lines at INFO in a file, written by a thread of their own; none is dropped, and the file is bounded. */
final class AsyncLog implements AutoCloseable {
    private static final int QUEUE = 8_192;
    private static final long MAX_BYTES = 64_000_000;

    private final Logger logger;
    private final AsyncAppender appender = new AsyncAppender();
    private final Path file;

    private AsyncLog(String loggerName, Encoder<ILoggingEvent> encoder) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        this.logger = context.getLogger(loggerName);
        this.file = temporary();
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setQueueSize(QUEUE);
        appender.setDiscardingThreshold(0);
        appender.addAppender(rolling(context, encoder));
        appender.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    /** Lines as they come. */
    static AsyncLog text(String loggerName) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern("%msg%n");
        return new AsyncLog(loggerName, encoder);
    }

    private RollingFileAppender<ILoggingEvent> rolling(LoggerContext context, Encoder<ILoggingEvent> encoder) {
        RollingFileAppender<ILoggingEvent> out = new RollingFileAppender<>();
        out.setContext(context);
        out.setFile(file.toString());
        out.setImmediateFlush(false);
        out.setEncoder(encoder);
        FixedWindowRollingPolicy kept = new FixedWindowRollingPolicy();
        kept.setContext(context);
        kept.setParent(out);
        kept.setMinIndex(1);
        kept.setMaxIndex(1);
        kept.setFileNamePattern(file + ".%i");
        kept.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(MAX_BYTES));
        size.start();
        out.setRollingPolicy(kept);
        out.setTriggeringPolicy(size);
        out.start();
        return out;
    }

    static Path temporary() {
        try {
            return Files.createTempFile("sluice-benchmark", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything is written, and then gone. */
    @Override
    public void close() {
        logger.detachAppender(appender);
        appender.stop();
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(Path.of(file + ".1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
