package dev.sluice.logging;

import dev.sluice.foundation.config.DataSize;
import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Section;
import dev.sluice.logging.event.PerformanceThresholds;
import dev.sluice.logging.event.Sampler;
import dev.sluice.logging.redaction.DeniedNames;
import dev.sluice.logging.redaction.Redactor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** The section {@code logging}: what calls log, and what {@code JsonLogging} makes of it. */
public record LoggingConfig(
        @Description("Where JSON lines go; left out: to the console.") @Nullable
        Path file,

        @Description("Lines of less importance are not written to the file.")
        Level level,

        @Description("Who writes.") String service,

        @Description("Where it runs; by default the variable ENVIRONMENT, or else development.")
        String environment,

        @Description("How much of a body is shown at most, in characters; 0 shows lengths and hashes alone.")
        int maxBodyChars,

        @Description("A file is rolled when it is larger.") DataSize maxFileSize,
        @Description("Rolled files that are kept.") int maxFiles,

        @Description("Whether lines of each retention class go to a file of their own, kept for its period.")
        boolean separateFiles,

        @Description("How a line is written.") Format format,

        @Description("What is shown on the console beside the file.")
        Console console,

        @Description("Lines that wait to be written; those of the audit and of security do not.")
        Queue queue,

        @Description("From when on a duration is noticeable.")
        PerformanceThresholds thresholds,

        @Description("The share of requests whose lines are kept, from 0 to 1; failures and audit always are.")
        double sampleRate,

        @Description("Attempts to call one provider; more are logged as security_rapid_api_calls.")
        Rate rapidCalls,

        @Description(
                "Names whose values are hidden everywhere, beside the built-in ones; account_number is accountNumber, too.")
        List<String> deniedNames,

        @Description("Which of several processes of the service writes.")
        Instance instance) {

    /** The names that fields have. */
    public enum Profile {
        /** Sluice's own: the names of {@code docs/logging.md}. */
        SEED,
        /** Datadog's standard attributes. */
        DATADOG,
        /** OpenTelemetry's semantic conventions. */
        OTEL,
        /** Elastic Common Schema. */
        ECS
    }

    /** What the console shows. */
    public enum ConsoleForm {
        /** Nothing. */
        NONE,
        /** One line of text with key-values. */
        TEXT,
        /** One JSON object, as in the file. */
        JSON
    }

    /** {@code logging.format}. */
    public record Format(
            @Description("The names of fields.") Profile profile,

            @Description("Whether a line says where in the code it was written; costs a stack trace each.")
            boolean sourceLocation,

            @Description("Digits of a second in time stamps: 3 or 6.")
            int timestampDigits) {
        /** Own names, six digits, no source location. */
        public static final Format DEFAULTS = new Format(Profile.SEED, false, 6);

        /**
         * Checks the digits.
         *
         * @throws IllegalArgumentException if they are neither 3 nor 6
         */
        public Format {
            if (timestampDigits != 3 && timestampDigits != 6) {
                throw new IllegalArgumentException("timestamp-digits: out of range (expected: 3 or 6)");
            }
        }
    }

    /** {@code logging.console}. */
    public record Console(
            @Description("What a line looks like there.") ConsoleForm form,

            @Description("Lines of less importance are not shown there.")
            Level level) {
        /** Nothing; once it is on, from {@code INFO} up. */
        public static final Console DEFAULTS = new Console(ConsoleForm.NONE, Level.INFO);
    }

    /** {@code logging.queue}. */
    public record Queue(
            @Description("Lines that may wait; more are dropped and counted. 0 writes each at once.")
            int size,

            @Description("How often lost lines are told of, if there are any.")
            Duration reportEvery,

            @Description("How long closing waits for the lines that wait.")
            Duration drain) {
        /** Some seconds of a busy bot; a report a minute. */
        public static final Queue DEFAULTS = new Queue(8_192, Duration.ofMinutes(1), Duration.ofSeconds(5));

        /**
         * Checks the bounds.
         *
         * @throws IllegalArgumentException if one is not kept
         */
        public Queue {
            if (size < 0 || size > 1_000_000) {
                throw new IllegalArgumentException("size: out of range (expected: 0 to 1000000)");
            }
            if (reportEvery.isNegative() || drain.isNegative()) {
                throw new IllegalArgumentException("queue: negative duration (expected: 0s or more)");
            }
        }
    }

    /** {@code logging.rapid-calls}. */
    public record Rate(
            @Description("So many may be within a window; 0 does not count them.")
            int calls,

            @Description("How long a window is.") Duration window) {
        /** The figures of the event that this project started from: 150 calls in 60 seconds. */
        public static final Rate DEFAULTS = new Rate(150, Duration.ofSeconds(60));

        /**
         * Checks the bounds.
         *
         * @throws IllegalArgumentException if one is not kept
         */
        public Rate {
            if (calls < 0 || calls > 1_000_000) {
                throw new IllegalArgumentException("calls: out of range (expected: 0 to 1000000)");
            }
            if (window.isNegative() || window.isZero()) {
                throw new IllegalArgumentException("window: too short (expected: above 0s)");
            }
        }
    }

    /** {@code logging.instance}: what every line says beside {@code service} and {@code environment}, if it is known. */
    public record Instance(
            @Description(
                    "The container's id; left out: the variable HOSTNAME, which Docker sets to it, if there is one.")
            @Nullable
            String containerId,

            @Description("The profile under which the process was started; left out: none.") @Nullable
            String profileName) {
        /** Nothing is said. */
        public static final Instance DEFAULTS = new Instance(null, null);

        /** What is blank is not said. */
        public Instance {
            containerId = containerId == null || containerId.isBlank() ? null : containerId;
            profileName = profileName == null || profileName.isBlank() ? null : profileName;
        }

        /** The same, with the container's id from these variables if none is said. */
        public Instance in(Map<String, String> environment) {
            return containerId != null ? this : new Instance(environment.get("HOSTNAME"), profileName);
        }
    }

    /** What ships. */
    public static final LoggingConfig DEFAULTS = new LoggingConfig(
            null,
            Level.INFO,
            "sluice",
            System.getenv().getOrDefault("ENVIRONMENT", "development"),
            2_000,
            new DataSize(50L << 20),
            5,
            false,
            Format.DEFAULTS,
            Console.DEFAULTS,
            Queue.DEFAULTS,
            PerformanceThresholds.DEFAULTS,
            1,
            Rate.DEFAULTS,
            List.of(),
            Instance.DEFAULTS);

    /** {@code logging:} at the top of the file. */
    public static final Section<LoggingConfig> SECTION = Section.ofRoot("logging", LoggingConfig.class, DEFAULTS);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one is not kept
     */
    public LoggingConfig {
        if (maxBodyChars < 0 || maxBodyChars > Redactor.MAX_CHARS) {
            throw new IllegalArgumentException(
                    "max-body-chars: out of range (expected: 0 to " + Redactor.MAX_CHARS + ")");
        }
        if (maxFiles < 1 || maxFiles > 20) {
            throw new IllegalArgumentException("max-files: out of range (expected: 1 to 20)");
        }
        deniedNames = List.copyOf(deniedNames);
        DeniedNames.check(deniedNames);
        new Sampler(sampleRate); // refuses what is no share
    }

    /** Which requests are logged. */
    public Sampler sampler() {
        return new Sampler(sampleRate);
    }

    /** The same with another file, service, environment and level. */
    public LoggingConfig to(@Nullable Path newFile, String newService, String newEnvironment, Level newLevel) {
        return new LoggingConfig(
                newFile,
                newLevel,
                newService,
                newEnvironment,
                maxBodyChars,
                maxFileSize,
                maxFiles,
                separateFiles,
                format,
                console,
                queue,
                thresholds,
                sampleRate,
                rapidCalls,
                deniedNames,
                instance);
    }

    /** The same with another size of files. */
    public LoggingConfig rolled(DataSize size, int files) {
        return new LoggingConfig(
                file,
                level,
                service,
                environment,
                maxBodyChars,
                size,
                files,
                separateFiles,
                format,
                console,
                queue,
                thresholds,
                sampleRate,
                rapidCalls,
                deniedNames,
                instance);
    }

    /** The same with another instance. */
    public LoggingConfig instance(Instance newInstance) {
        return new LoggingConfig(
                file,
                level,
                service,
                environment,
                maxBodyChars,
                maxFileSize,
                maxFiles,
                separateFiles,
                format,
                console,
                queue,
                thresholds,
                sampleRate,
                rapidCalls,
                deniedNames,
                newInstance);
    }

    /** The same with another form. */
    public LoggingConfig form(boolean separate, Format newFormat, Console newConsole, Queue newQueue) {
        return new LoggingConfig(
                file,
                level,
                service,
                environment,
                maxBodyChars,
                maxFileSize,
                maxFiles,
                separate,
                newFormat,
                newConsole,
                newQueue,
                thresholds,
                sampleRate,
                rapidCalls,
                deniedNames,
                instance);
    }
}
