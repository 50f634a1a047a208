package dev.sluice.canary;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.logback.JsonLogging;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The JSON file for everything, and the events of Sluice's own loggers as any other appender gets them. */
final class LogbackSinks {
    private LogbackSinks() {}

    static AutoCloseable attach(Sinks sinks, Level level) {
        LoggingConfig config = LoggingConfig.DEFAULTS.to(sinks.file("app.jsonl"), "canary", "test", level);
        JsonLogging json = JsonLogging.configure(config, org.slf4j.Logger.ROOT_LOGGER_NAME);
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        AppenderBase<ILoggingEvent> events = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                sinks.write(
                        "events.txt",
                        event.getFormattedMessage() + " " + event.getKeyValuePairs() + " " + event.getThreadName());
            }
        };
        events.setContext(context);
        events.start();
        Logger own = context.getLogger("dev.sluice");
        own.addAppender(events);
        return json;
    }
}
