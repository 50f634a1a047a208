package dev.sluice.logging.logback;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.llm.LlmLoggingConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A log file of JSON lines that a program sets up itself: attached to a logger until it is closed. A file is rolled at 50 MB, five are kept;
 * directories are created, for the owner and the group alone. If the file cannot be written, one line on standard error says so and the lines
 * go to the console. Nothing that
 * the application has set up is removed. Lines are written by a thread of their own, {@code sluice-log}, and dropped and counted when it cannot
 * keep up; those of the audit and of security are written by the thread that logs them.
 */
public final class JsonLogging implements AutoCloseable {
    private final @Nullable Attached attached;

    private JsonLogging(@Nullable Attached attached) {
        this.attached = attached;
    }

    /** Attaches to the root logger. */
    public static JsonLogging configure(Path file, String service, String environment, Level level) {
        return configure(LoggingConfig.DEFAULTS.to(file, service, environment, level), Logger.ROOT_LOGGER_NAME);
    }

    /**
     * Attaches to a logger, whose level becomes the configured one until this is closed. Without a file in the configuration the lines go to
     * the console. If SLF4J's back end is not Logback, one line on standard error says so and nothing is attached.
     */
    public static JsonLogging configure(LoggingConfig config, String loggerName) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            System.err.println("sluice: no JSON log (expected: Logback behind SLF4J, found "
                    + factory.getClass().getName() + ")");
            return new JsonLogging(null);
        }
        Logger logger = context.getLogger(loggerName);
        Appender<ILoggingEvent> appender = new Outputs(config, context).start("SLUICE-" + config.file());
        Attached attached = new Attached(logger, logger.getLevel(), appender);
        logger.setLevel(ch.qos.logback.classic.Level.convertAnSLF4JLevel(lowest(config)));
        logger.addAppender(appender);
        return new JsonLogging(attached);
    }

    /** The same on the root logger. */
    public static JsonLogging configure(LoggingConfig config) {
        return configure(config, Logger.ROOT_LOGGER_NAME);
    }

    private static Level lowest(LoggingConfig config) {
        boolean console = config.console().form() != LoggingConfig.ConsoleForm.NONE;
        Level shown = console ? config.console().level() : config.level();
        return config.file() != null && config.level().toInt() < shown.toInt() ? config.level() : shown;
    }

    /** Writes completions, decisions and their metrics to {@code llm.completion-log-file} as well, until it is closed. */
    public static JsonLogging completions(LlmLoggingConfig llm, LoggingConfig general) {
        LoggingConfig apart =
                general.to(llm.completionLogFile(), general.service(), general.environment(), llm.completionLogLevel());
        return configure(apart, EventSink.LLM_LOGGER);
    }

    /**
     * Writes decisions to a file of their own as well, such as {@code logs/trading_decisions/decisions.jsonl}, until it is closed: a directory that a
     * dashboard may read without seeing the rest.
     */
    public static JsonLogging decisions(Path file, LoggingConfig general) {
        LoggingConfig apart = general.to(file, general.service(), general.environment(), Level.INFO);
        return configure(apart, EventSink.LLM_LOGGER + ".trading_decision");
    }

    /** Detaches, gives the logger its former level, and closes the file; a second call does nothing. */
    @Override
    public void close() {
        if (attached != null && attached.logger().detachAppender(attached.appender())) {
            attached.logger().setLevel(attached.formerLevel());
            attached.appender().stop();
        }
    }

    private record Attached(
            Logger logger, ch.qos.logback.classic.@Nullable Level formerLevel, Appender<ILoggingEvent> appender) {}
}
