package dev.sluice.logging.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.SizeAndTimeBasedFNATP;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.event.RetentionClass;
import dev.sluice.logging.redaction.DeniedNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes what the configuration asks for: the file or a file for each retention class, the console, and the queue before them. */
final class Outputs {
    private final LoggingConfig config;
    private final LoggerContext context;

    Outputs(LoggingConfig config, LoggerContext context) {
        this.config = config;
        this.context = context;
    }

    QueueAppender start(String name) {
        DeniedNames.add(config.deniedNames());
        List<Appender<ILoggingEvent>> sinks = new ArrayList<>(files());
        LoggingConfig.ConsoleForm form = config.console().form();
        if (form != LoggingConfig.ConsoleForm.NONE) {
            Encoder<ILoggingEvent> encoder =
                    form == LoggingConfig.ConsoleForm.TEXT ? new RedactingTextEncoder() : json();
            sinks.add(console(encoder, config.console().level()));
        } else if (sinks.isEmpty()) {
            sinks.add(console(json(), config.level()));
        }
        QueueAppender queue =
                new QueueAppender(sinks, config.queue(), config.format().sourceLocation(), TimeSource.system());
        queue.setName(name);
        queue.setContext(context);
        queue.start();
        return queue;
    }

    private List<Appender<ILoggingEvent>> files() {
        Path file = config.file();
        if (file == null) {
            return List.of();
        }
        List<Appender<ILoggingEvent>> files = new ArrayList<>();
        if (config.separateFiles()) {
            for (RetentionClass each : RetentionClass.values()) {
                files.add(classFile(beside(file.toAbsolutePath(), each), each));
            }
        } else {
            files.add(sizedFile(file.toAbsolutePath()));
        }
        return files;
    }

    /** {@code logs/bot.jsonl} becomes {@code logs/bot-audit.jsonl}. */
    static Path beside(Path file, RetentionClass of) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        String stem = dot <= 0 ? name : name.substring(0, dot);
        String end = dot <= 0 ? "" : name.substring(dot);
        return file.resolveSibling(stem + "-" + of.word() + end);
    }

    private FileOrConsoleAppender file(Path file) {
        FileOrConsoleAppender appender = new FileOrConsoleAppender();
        appender.setName("SLUICE_JSON-" + file);
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setImmediateFlush(false); // the queue flushes when it has written all that waits
        appender.setEncoder(json());
        appender.addFilter(threshold(config.level()));
        return appender;
    }

    /** A file that is rolled by its size; the seed's 50 MB and five old ones. */
    private Appender<ILoggingEvent> sizedFile(Path path) {
        FileOrConsoleAppender appender = file(path);
        FixedWindowRollingPolicy kept = new FixedWindowRollingPolicy();
        kept.setContext(context);
        kept.setParent(appender);
        kept.setMinIndex(1);
        kept.setMaxIndex(config.maxFiles());
        kept.setFileNamePattern(pattern(path) + ".%i");
        kept.start();
        appender.setRollingPolicy(kept);
        appender.setTriggeringPolicy(appender.rolledAt(config.maxFileSize().bytes()));
        appender.start();
        return appender;
    }

    /** A file for one class: rolled each day and by its size, kept for the class's period; the audit's for ever. */
    private Appender<ILoggingEvent> classFile(Path path, RetentionClass only) {
        FileOrConsoleAppender appender = file(path);
        appender.addFilter(new ClassFilter(only));
        SizeAndTimeBasedFNATP<ILoggingEvent> size = new SizeAndTimeBasedFNATP<>();
        size.setContext(context);
        size.setMaxFileSize(new FileSize(config.maxFileSize().bytes()));
        size.setCheckIncrement(Duration.buildByMilliseconds(0));
        TimeBasedRollingPolicy<ILoggingEvent> daily = new TimeBasedRollingPolicy<>();
        daily.setContext(context);
        daily.setParent(appender);
        daily.setFileNamePattern(pattern(path) + ".%d{yyyy-MM-dd}.%i");
        daily.setTimeBasedFileNamingAndTriggeringPolicy(size);
        if (only != RetentionClass.AUDIT) {
            daily.setMaxHistory(only.days());
            daily.setCleanHistoryOnStart(true);
        }
        if (!only.isLossless()) {
            daily.setTotalSizeCap(new FileSize(config.maxFileSize().bytes() * config.maxFiles()));
        }
        size.setTimeBasedRollingPolicy(daily);
        daily.start();
        appender.setRollingPolicy(daily);
        appender.setTriggeringPolicy(daily);
        appender.start();
        return appender;
    }

    private static String pattern(Path path) {
        return path.toString().replace("%", "\\%");
    }

    private Appender<ILoggingEvent> console(Encoder<ILoggingEvent> encoder, org.slf4j.event.Level level) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setName("SLUICE_CONSOLE");
        appender.setContext(context);
        encoder.setContext(context);
        encoder.start();
        appender.setEncoder(encoder);
        appender.addFilter(threshold(level));
        appender.start();
        return appender;
    }

    private ThresholdFilter threshold(org.slf4j.event.Level level) {
        ThresholdFilter filter = new ThresholdFilter();
        filter.setContext(context);
        filter.setLevel(Level.convertAnSLF4JLevel(level).toString());
        filter.start();
        return filter;
    }

    private RedactingJsonEncoder json() {
        RedactingJsonEncoder encoder = new RedactingJsonEncoder();
        encoder.setContext(context);
        encoder.setService(config.service());
        encoder.setEnvironment(config.environment());
        encoder.setInstance(config.instance().in(System.getenv()));
        encoder.setFormat(config.format());
        encoder.start();
        return encoder;
    }

    /** Lets one class's lines through. */
    private static final class ClassFilter extends Filter<ILoggingEvent> {
        private final RetentionClass only;

        ClassFilter(RetentionClass only) {
            this.only = only;
            start();
        }

        @Override
        public FilterReply decide(ILoggingEvent event) {
            return Line.retentionClass(event) == only ? FilterReply.NEUTRAL : FilterReply.DENY;
        }
    }
}
