package dev.sluice.logging.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.util.FileSize;
import dev.sluice.foundation.config.DataSize;
import dev.sluice.logging.LoggingConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * What {@link JsonLogging} sets up, for a {@code logback.xml}: the file or files, the console and the queue. Its properties are the keys of
 * the configuration's section {@code logging}; {@code sluice-logback.xml} takes each from a system property. Logback sets them before it
 * starts this; a value that is refused is reported to Logback's status, and the default stays.
 */
public final class SluiceAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private LoggingConfig config = LoggingConfig.DEFAULTS;
    private @Nullable QueueAppender outputs;

    /** {@code file}: where JSON lines go. */
    public void setFile(String file) {
        config = config.to(Path.of(file), config.service(), config.environment(), config.level());
    }

    /** {@code level} of the file. */
    public void setLevel(String level) {
        set(
                "level",
                () -> config.to(config.file(), config.service(), config.environment(), constant(Level.class, level)));
    }

    /** {@code service}: who writes. */
    public void setService(String service) {
        config = config.to(config.file(), service, config.environment(), config.level());
    }

    /** {@code environment}: where it runs. */
    public void setEnvironment(String environment) {
        config = config.to(config.file(), config.service(), environment, config.level());
    }

    /** {@code instance.container-id}: which container writes. */
    public void setContainerId(String id) {
        config =
                config.instance(new LoggingConfig.Instance(id, config.instance().profileName()));
    }

    /** {@code instance.profile-name}: under which profile the process was started. */
    public void setProfileName(String name) {
        config = config.instance(new LoggingConfig.Instance(config.instance().containerId(), name));
    }

    /** {@code max-file-size}, such as {@code 50MB}. */
    public void setMaxFileSize(String size) {
        set(
                "max-file-size",
                () -> config.rolled(new DataSize(FileSize.valueOf(size).getSize()), config.maxFiles()));
    }

    /** {@code max-files}: rolled files that are kept. */
    public void setMaxFiles(int files) {
        set("max-files", () -> config.rolled(config.maxFileSize(), files));
    }

    /** {@code separate-files}: whether each retention class has its own. */
    public void setSeparateFiles(boolean separate) {
        config = config.form(separate, config.format(), config.console(), config.queue());
    }

    /** {@code format.profile}: {@code seed}, {@code datadog}, {@code otel} or {@code ecs}. */
    public void setProfile(String profile) {
        set(
                "profile",
                () -> format(
                        constant(LoggingConfig.Profile.class, profile),
                        config.format().sourceLocation(),
                        config.format().timestampDigits()));
    }

    /** {@code format.source-location}: whether lines say where in the code they were written. */
    public void setSourceLocation(boolean shown) {
        set(
                "source-location",
                () -> format(config.format().profile(), shown, config.format().timestampDigits()));
    }

    /** {@code format.timestamp-digits}: 3 or 6. */
    public void setTimestampDigits(int digits) {
        set(
                "timestamp-digits",
                () -> format(config.format().profile(), config.format().sourceLocation(), digits));
    }

    /** {@code console.form}: {@code none}, {@code text} or {@code json}. */
    public void setConsole(String form) {
        set(
                "console",
                () -> console(
                        constant(LoggingConfig.ConsoleForm.class, form),
                        config.console().level()));
    }

    /** {@code console.level}. */
    public void setConsoleLevel(String level) {
        set("console-level", () -> console(config.console().form(), constant(Level.class, level)));
    }

    /** {@code queue.size}: 0 writes each line at once. */
    public void setQueueSize(int size) {
        set(
                "queue-size",
                () -> queue(size, config.queue().reportEvery(), config.queue().drain()));
    }

    /** {@code queue.report-every}, in seconds. */
    public void setReportEverySeconds(long seconds) {
        set(
                "report-every-seconds",
                () -> queue(
                        config.queue().size(),
                        Duration.ofSeconds(seconds),
                        config.queue().drain()));
    }

    /** {@code queue.drain}, in seconds. */
    public void setDrainSeconds(long seconds) {
        set(
                "drain-seconds",
                () -> queue(config.queue().size(), config.queue().reportEvery(), Duration.ofSeconds(seconds)));
    }

    @Override
    public void start() {
        outputs = new Outputs(config, (LoggerContext) getContext()).start(String.valueOf(getName()));
        super.start();
    }

    @Override
    public void stop() {
        super.stop();
        if (outputs != null) {
            outputs.stop();
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (outputs != null) {
            outputs.doAppend(event);
        }
    }

    private void set(String property, Supplier<LoggingConfig> changed) {
        try {
            config = changed.get();
        } catch (IllegalArgumentException refused) {
            addError(property + ": refused (expected: as for logging in sluice.yaml)", refused);
        }
    }

    private LoggingConfig format(LoggingConfig.Profile profile, boolean sourceLocation, int digits) {
        LoggingConfig.Format format = new LoggingConfig.Format(profile, sourceLocation, digits);
        return config.form(config.separateFiles(), format, config.console(), config.queue());
    }

    private LoggingConfig console(LoggingConfig.ConsoleForm form, Level level) {
        LoggingConfig.Console console = new LoggingConfig.Console(form, level);
        return config.form(config.separateFiles(), config.format(), console, config.queue());
    }

    private LoggingConfig queue(int size, Duration reportEvery, Duration drain) {
        LoggingConfig.Queue queue = new LoggingConfig.Queue(size, reportEvery, drain);
        return config.form(config.separateFiles(), config.format(), config.console(), queue);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word) {
        return Enum.valueOf(type, word.trim().toUpperCase(Locale.ROOT));
    }
}
