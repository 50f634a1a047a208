package dev.sluice.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import dev.sluice.foundation.Secret;
import dev.sluice.foundation.config.DataSize;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.LoggingConfig.Console;
import dev.sluice.logging.LoggingConfig.ConsoleForm;
import dev.sluice.logging.LoggingConfig.Format;
import dev.sluice.logging.LoggingConfig.Profile;
import dev.sluice.logging.LoggingConfig.Queue;
import dev.sluice.logging.event.LogMarkers;
import dev.sluice.logging.event.RetentionClass;
import dev.sluice.logging.redaction.RegisteredSecrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the options of {@code logging:} do to the lines. */
class OutputsTest {
    private static final Queue PATIENT = new Queue(8_192, Duration.ofMinutes(1), Duration.ofMinutes(1));

    /** Refuses a key that stands there twice. */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .build();

    @TempDir
    private Path directory;

    private final LoggerContext loggers = new LoggerContext();
    private final Logger log = loggers.getLogger("bot.execution.Engine");

    OutputsTest() {
        loggers.setMDCAdapter(MDC.getMDCAdapter());
    }

    private LoggingConfig config(String file) {
        return LoggingConfig.DEFAULTS
                .to(directory.resolve(file), "bot", "paper", Level.DEBUG)
                .form(false, Format.DEFAULTS, Console.DEFAULTS, PATIENT);
    }

    private static LoggingConfig format(LoggingConfig config, Format format) {
        return config.form(false, format, Console.DEFAULTS, PATIENT);
    }

    private void logged(LoggingConfig config, Consumer<Logger> lines) {
        QueueAppender appender = new Outputs(config, loggers).start("test");
        loggers.getLogger("ROOT").setLevel(ch.qos.logback.classic.Level.DEBUG);
        loggers.getLogger("ROOT").addAppender(appender);
        try {
            lines.accept(log);
        } finally {
            loggers.getLogger("ROOT").detachAppender(appender);
            appender.stop();
        }
    }

    private List<JsonNode> lines(String file) throws IOException {
        return Files.readAllLines(directory.resolve(file)).stream()
                .map(JSON::readTree)
                .toList();
    }

    /** What goes to the console while this runs. */
    private static String printed(Runnable action) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream former = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(former);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void lineThatMustNotBeLost_isInTheFileBeforeTheProgramGoesOn() {
        logged(config("audit.jsonl"), log -> {
            log.info("somebody's, still in memory");
            log.atInfo().addKeyValue("event_type", "trading_decision").log("bought");
            try {
                assertThat(lines("audit.jsonl").stream()
                                .map(line -> line.get("message").asString()))
                        .contains("bought");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void call(Logger log) {
        log.atError()
                .setCause(new IllegalStateException("password=hush"))
                .addKeyValue("event_type", "api_error")
                .addKeyValue("request_id", "req_1")
                .addKeyValue("method", "GET")
                .addKeyValue("status_code", 500)
                .addKeyValue("error_type", "ServerError")
                .log("API error");
    }

    @ParameterizedTest
    @EnumSource
    void profile_namesFieldsAsItsBackEndDoes_andEachOnce(Profile profile) throws IOException {
        logged(format(config("p.jsonl"), new Format(profile, true, 6)), OutputsTest::call);
        Map<Profile, List<String>> expected = Map.of(
                Profile.SEED,
                List.of("timestamp", "level", "service", "environment", "status_code", "exception", "source_location"),
                Profile.DATADOG,
                List.of("timestamp", "status", "service", "env", "http.status_code", "error.kind", "error.stack"),
                Profile.OTEL,
                List.of(
                        "severity_text",
                        "body",
                        "service.name",
                        "event.name",
                        "http.response.status_code",
                        "error.type",
                        "exception.stacktrace",
                        "code.line.number"),
                Profile.ECS,
                List.of(
                        "@timestamp",
                        "log.level",
                        "ecs.version",
                        "service.name",
                        "event.action",
                        "error.stack_trace",
                        "log.origin.file.line"));

        JsonNode line = lines("p.jsonl").get(0);
        assertThat(line.propertyNames()).containsAll(expected.get(profile));
        assertThat(Files.readString(directory.resolve("p.jsonl"))).doesNotContain("hush");
    }

    @Test
    void names_thatTwoFieldsWouldHave_areKeptApart() throws IOException {
        logged(
                format(config("d.jsonl"), new Format(Profile.DATADOG, false, 6)),
                logger -> logger.atInfo().addKeyValue("status", "success").log("x"));

        JsonNode line = lines("d.jsonl").get(0);
        assertThat(line.get("status").asString()).isEqualTo("INFO");
        assertThat(line.get("field_status").asString()).isEqualTo("success");
    }

    @Test
    void line_tellsModuleClassAndPlace_withThreeDigitsIfAsked() throws IOException {
        logged(format(config("l.jsonl"), new Format(Profile.SEED, true, 3)), logger -> {
            logger.debug("detail");
            logger.error(LogMarkers.CRITICAL, "stop");
        });

        JsonNode line = lines("l.jsonl").get(0);
        assertThat(line.get("module").asString()).isEqualTo("execution");
        assertThat(line.get("log_class").asString()).isEqualTo("debug");
        assertThat(line.get("timestamp").asString()).matches(".*:\\d\\d\\.\\d{3}Z");
        assertThat(line.get("source_location").get("file").asString()).isEqualTo("OutputsTest.java");
        assertThat(line.get("source_location").get("line").asInt()).isPositive();
        assertThat(line.get("source_location").get("function").asString()).contains("OutputsTest");
        assertThat(line.get("thread_id").asLong())
                .isEqualTo(Thread.currentThread().getId());
        assertThat(lines("l.jsonl").get(1).get("level").asString()).isEqualTo("CRITICAL");
    }

    @Test
    void separateFiles_eachClassHasItsOwn_andNoLineIsInTwo() throws IOException {
        LoggingConfig config = config("bot.jsonl").form(true, Format.DEFAULTS, Console.DEFAULTS, PATIENT);
        logged(config, logger -> {
            logger.info("an ordinary line");
            logger.debug("a detail");
            for (String type : List.of("security_x", "trading_decision", "api_request", "metric_x")) {
                logger.atInfo().addKeyValue("event_type", type).log("x");
            }
        });

        Set<String> found = new TreeSet<>();
        for (RetentionClass each : RetentionClass.values()) {
            String file = "bot-" + each.word() + ".jsonl";
            assertThat(lines(file))
                    .as(file)
                    .isNotEmpty()
                    .allSatisfy(
                            line -> assertThat(line.get("log_class").asString()).isEqualTo(each.word()));
            lines(file)
                    .forEach(line ->
                            found.add(file + " " + line.path("event_type").asString("none")));
        }
        assertThat(found)
                .containsExactlyInAnyOrder(
                        "bot-api.jsonl api_request",
                        "bot-api.jsonl none",
                        "bot-audit.jsonl trading_decision",
                        "bot-debug.jsonl none",
                        "bot-performance.jsonl metric_x",
                        "bot-security.jsonl security_x");
    }

    @Test
    void separateFiles_areRolledBySize() throws IOException {
        LoggingConfig config = config("bot.jsonl")
                .rolled(new DataSize(5_000), 20) // more than come: Logback deletes what is above, while this looks
                .form(true, Format.DEFAULTS, Console.DEFAULTS, PATIENT);
        logged(config, logger -> Collections.nCopies(100, "line").forEach(logger::info));

        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .anyMatch(name -> name.matches("bot-api\\.jsonl\\.\\d{4}-\\d\\d-\\d\\d\\.\\d+"));
        }
    }

    @Test
    void consoleText_showsKeyValues_ofItsLevel_oneLineEach_andNoSecret() {
        RegisteredSecrets.register(Secret.of("console-canary-0123"));
        String out = printed(() -> logged(
                config("c.jsonl").form(false, Format.DEFAULTS, new Console(ConsoleForm.TEXT, Level.INFO), PATIENT),
                logger -> {
                    logger.debug("not shown");
                    logger.atWarn()
                            .addKeyValue("symbol", "BTC USD")
                            .addKeyValue("api_key", "hush-hush")
                            .addKeyValue("count", 3)
                            .log("two\nlines console-canary-0123");
                    logger.error("failed", new IllegalStateException("broken\nforged line"));
                }));

        List<String> shown = out.lines().toList();
        assertThat(shown.get(0))
                .contains("WARNING")
                .contains("bot.execution.Engine - two\\nlines ***REDACTED***")
                .contains("symbol=\"BTC USD\"")
                .contains("api_key=***REDACTED***")
                .endsWith("count=3");
        assertThat(shown.get(1)).contains("ERROR").endsWith("failed");
        assertThat(shown.subList(2, shown.size())).isNotEmpty().allMatch(line -> line.startsWith("\t"));
        assertThat(out).doesNotContain("not shown", "hush-hush", "console-canary");
    }

    @Test
    void levels_ofFileAndConsole_areTheirOwn() throws IOException {
        String out = printed(() -> logged(
                config("lv.jsonl").form(false, Format.DEFAULTS, new Console(ConsoleForm.JSON, Level.ERROR), PATIENT),
                logger -> {
                    logger.debug("for the file");
                    logger.error("for both");
                }));

        assertThat(lines("lv.jsonl")).hasSize(2);
        assertThat(out.lines())
                .singleElement()
                .satisfies(line -> assertThat(JSON.readTree(line).get("message").asString())
                        .isEqualTo("for both"));
    }

    @Test
    void directory_thatIsMade_isForOwnerAndGroup() throws IOException {
        logged(config("deep/er/x.jsonl"), logger -> logger.info("x"));

        assertThat(lines("deep/er/x.jsonl")).hasSize(1);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("deep/er"))))
                    .matches("rwxr?-?.*---");
        }
    }

    @Test
    void include_takesItsOptionsFromProperties_andAWrongOneKeepsTheDefault() throws Exception {
        Map<String, String> options = Map.of(
                "sluice.log.file", directory.resolve("i.jsonl").toString(),
                "sluice.log.profile", "ecs",
                "sluice.log.level", "WARN",
                "sluice.log.queue-size", "0",
                "sluice.log.timestamp-digits", "7",
                "sluice.log.console", "text",
                "sluice.log.console-level", "INFO");
        options.forEach(loggers::putProperty);
        String out = printed(() -> {
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(loggers);
            String xml = "<configuration><include resource=\"dev/sluice/logging/sluice-logback.xml\"/>"
                    + "<root level=\"INFO\"><appender-ref ref=\"SLUICE_JSON\"/></root></configuration>";
            try {
                configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
            } catch (ch.qos.logback.core.joran.spi.JoranException wrong) {
                throw new IllegalStateException(wrong);
            }
            log.info("for the console");
            log.warn("for both");
            loggers.stop();
        });

        assertThat(lines("i.jsonl")).singleElement().satisfies(line -> {
            assertThat(line.get("log.level").asString()).isEqualTo("WARNING");
            assertThat(line.get("@timestamp").asString()).matches(".*\\.\\d{6}Z");
        });
        assertThat(out.lines().filter(line -> line.contains("for "))).hasSize(2);
    }
}
