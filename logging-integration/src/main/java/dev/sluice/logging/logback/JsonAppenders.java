package dev.sluice.logging.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.sluice.logging.LoggingConfig;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the appenders that write JSON lines. */
final class JsonAppenders {
    private static final String NAME = "SLUICE_JSON";

    private JsonAppenders() {}

    static Appender<ILoggingEvent> start(LoggingConfig config, LoggerContext context) {
        Path file = config.file();
        if (file == null) {
            return console(config, context);
        }
        try {
            prepare(file.toAbsolutePath());
        } catch (IOException | SecurityException unwritable) {
            System.err.println("sluice: cannot write the log to " + file + " ("
                    + unwritable.getClass().getSimpleName() + "): logging to the console");
            return console(config, context);
        }
        return rolling(config, file.toAbsolutePath(), context);
    }

    private static void prepare(Path file) throws IOException {
        Path directory = file.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                .close();
    }

    private static Appender<ILoggingEvent> console(LoggingConfig config, LoggerContext context) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setName(NAME);
        appender.setContext(context);
        appender.setEncoder(encoder(config, context));
        appender.start();
        return appender;
    }

    private static Appender<ILoggingEvent> rolling(LoggingConfig config, Path file, LoggerContext context) {
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setName(NAME + "-" + file);
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder(config, context));
        FixedWindowRollingPolicy kept = new FixedWindowRollingPolicy();
        kept.setContext(context);
        kept.setParent(appender);
        kept.setMinIndex(1);
        kept.setMaxIndex(config.maxFiles());
        kept.setFileNamePattern(file.toString().replace("%", "\\%") + ".%i");
        kept.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(config.maxFileSize().bytes()));
        // Logback looks once a minute by default: a burst would run far over the bound
        size.setCheckIncrement(Duration.buildByMilliseconds(0));
        size.start();
        appender.setRollingPolicy(kept);
        appender.setTriggeringPolicy(size);
        appender.start();
        return appender;
    }

    private static RedactingJsonEncoder encoder(LoggingConfig config, LoggerContext context) {
        RedactingJsonEncoder encoder = new RedactingJsonEncoder();
        encoder.setContext(context);
        encoder.setService(config.service());
        encoder.setEnvironment(config.environment());
        encoder.start();
        return encoder;
    }
}
