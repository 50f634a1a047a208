package dev.sluice.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import dev.sluice.foundation.config.DataSize;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.MetricEvent;
import dev.sluice.logging.event.TradingDecision;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.logging.llm.LlmLoggingConfig;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLoggingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NAME = "dev.sluice.json-logging-test";

    @TempDir
    private Path directory;

    private static List<JsonNode> parsed(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(JSON::readTree).toList();
    }

    private static LoggingConfig config(Path file) {
        LoggingConfig d = LoggingConfig.DEFAULTS.to(file, "demo", "paper", Level.INFO);
        LoggingConfig.Queue patient = new LoggingConfig.Queue(8_192, Duration.ofMinutes(1), Duration.ofMinutes(1));
        return d.form(false, d.format(), d.console(), patient);
    }

    @Test
    void configure_directoryThatIsNotThere_createsItAndWritesUntilClosed() throws IOException {
        Path file = directory.resolve("a/b/app.jsonl");
        Logger logger = (Logger) LoggerFactory.getLogger(NAME);
        try (JsonLogging logging = JsonLogging.configure(config(file), NAME)) {
            logger.info("one");
            logger.debug("below the level");
            assertThat(logging).isNotNull();
        }
        logger.info("after the end");

        assertThat(parsed(file)).hasSize(1);
        assertThat(parsed(file).get(0).get("service").asString()).isEqualTo("demo");
        assertThat(parsed(file).get(0).get("environment").asString()).isEqualTo("paper");
        assertThat(logger.getLevel()).isNull();
        assertThat(logger.iteratorForAppenders().hasNext()).isFalse();
    }

    @Test
    void instance_thatIsKnown_isInEveryLine_unlessTheLineSaysOtherwise() throws IOException {
        Path file = directory.resolve("instance.jsonl");
        LoggingConfig.Instance instance = new LoggingConfig.Instance("0123456789ab", "paper-eu");
        try (JsonLogging logging = JsonLogging.configure(config(file).instance(instance), NAME)) {
            LoggerFactory.getLogger(NAME).info("{}", logging.getClass().getSimpleName());
            LoggerFactory.getLogger(NAME)
                    .atInfo()
                    .addKeyValue("profile_name", "other")
                    .log("own");
        }

        assertThat(parsed(file))
                .extracting(line -> line.get("container_id").asString())
                .containsExactly("0123456789ab", "0123456789ab");
        assertThat(parsed(file))
                .extracting(line -> line.get("profile_name").asString())
                .containsExactly("paper-eu", "other");
    }

    @Test
    void instance_ofWhichNothingIsSaid_hasTheContainersIdFromTheEnvironment() {
        LoggingConfig.Instance said = new LoggingConfig.Instance("said", null);

        assertThat(LoggingConfig.Instance.DEFAULTS
                        .in(Map.of("HOSTNAME", "0123456789ab"))
                        .containerId())
                .isEqualTo("0123456789ab");
        assertThat(said.in(Map.of("HOSTNAME", "0123456789ab"))).isEqualTo(said);
        assertThat(LoggingConfig.Instance.DEFAULTS.in(Map.of("HOSTNAME", " ")))
                .isEqualTo(LoggingConfig.Instance.DEFAULTS);
    }

    @Test
    void configure_root_catchesEventsOfTheStandardSink() throws IOException {
        Path file = directory.resolve("root.jsonl");
        try (JsonLogging logging = JsonLogging.configure(config(file))) {
            EventSink.slf4j()
                    .emit(TradingDecision.of("s", "r", "BUY", logging.getClass().getSimpleName()));
        }

        assertThat(parsed(file).get(0).get("event_type").asString()).isEqualTo("trading_decision");
        assertThat(parsed(file).get(0).get("logger_name").asString())
                .isEqualTo("dev.sluice.events.llm.trading_decision");
    }

    @Test
    void completions_writesWhatModelsWereAskedApart() throws IOException {
        Path file = directory.resolve("llm/completions.log");
        LlmLoggingConfig d = LlmLoggingConfig.DEFAULTS;
        LlmLoggingConfig llm =
                new LlmLoggingConfig(true, Level.INFO, file, 10, 10, true, true, true, true, 1, null, d.prices());
        try (JsonLogging logging = JsonLogging.completions(llm, config(file))) {
            LlmCompletionLogger logger =
                    LlmCompletionLogger.builder().config(llm).build();
            logger.request(dev.sluice.logging.llm.CompletionPrompt.of(
                            "m", logging.getClass().getName()))
                    .success("a", null, null);
        }

        assertThat(parsed(file))
                .extracting(line -> line.get("event_type").asString())
                .containsExactly("completion_request", "completion_response", "performance_metrics");
    }

    @Test
    void decisions_areWrittenApart_aloneInTheirDirectory() throws IOException {
        Path file = directory.resolve("trading_decisions/decisions.jsonl");
        try (JsonLogging all = JsonLogging.configure(config(directory.resolve("all.jsonl")));
                JsonLogging apart = JsonLogging.decisions(file, config(directory.resolve("all.jsonl")))) {
            EventSink.slf4j().emit(TradingDecision.of("s", "r", "BUY", apart == all ? "" : "because"));
            EventSink.slf4j().emit(new MetricEvent("bot_usage", Map.of("bots", 1)));
        }

        assertThat(parsed(file))
                .extracting(line -> line.get("event_type").asString())
                .containsExactly("trading_decision");
        assertThat(parsed(directory.resolve("all.jsonl"))).hasSize(2);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(file.getParent()))
                    .doesNotContain(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
        }
    }

    @Test
    void configure_fileThatCannotBeWritten_saysSoOnceAndUsesTheConsole() throws IOException {
        Path occupied = Files.writeString(directory.resolve("occupied"), "a file, not a directory");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream formerErr = System.err;
        PrintStream formerOut = System.out;
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try (JsonLogging logging = JsonLogging.configure(config(occupied.resolve("x/app.jsonl")), NAME)) {
            LoggerFactory.getLogger(NAME)
                    .info("to the console {}", logging.getClass().getSimpleName());
        } finally {
            System.setErr(formerErr);
            System.setOut(formerOut);
        }

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("sluice: cannot write the log to ")
                .endsWith("logging to the console");
        assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("{")))
                .singleElement()
                .satisfies(line -> assertThat(JSON.readTree(line).get("message").asString())
                        .isEqualTo("to the console JsonLogging"));
    }

    @Test
    void rolling_smallSize_keepsFiveFilesWithinTheBound() throws IOException {
        Path file = directory.resolve("roll.jsonl");
        LoggingConfig small = config(file).rolled(new DataSize(20_000), 5);
        Logger logger = (Logger) LoggerFactory.getLogger(NAME);
        logger.setAdditive(false);
        try (JsonLogging logging = JsonLogging.configure(small, NAME)) {
            for (int i = 0; i < 1_000; i++) {
                logger.info("line {} of {}", i, logging.getClass());
            }
        } finally {
            logger.setAdditive(true);
        }

        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.sorted().toList();
            assertThat(all).hasSize(6);
            assertThat(all).allSatisfy(one -> assertThat(Files.size(one)).isLessThan(21_000));
        }
        assertThat(parsed(directory.resolve("roll.jsonl.5"))).isNotEmpty();
    }

    @Test
    void include_inALogbackXml_writesJsonLines() throws Exception {
        Path file = directory.resolve("included.jsonl");
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(MDC.getMDCAdapter());
        context.putProperty("sluice.log.file", file.toString());
        context.putProperty("sluice.log.service", "bot");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        String xml = "<configuration><include resource=\"dev/sluice/logging/sluice-logback.xml\"/>"
                + "<root level=\"INFO\"><appender-ref ref=\"SLUICE_JSON\"/></root></configuration>";
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));

        context.getLogger("x").atInfo().addKeyValue("token", "hush").log("hello");
        context.stop();

        assertThat(parsed(file)).hasSize(1);
        assertThat(parsed(file).get(0).get("service").asString()).isEqualTo("bot");
        assertThat(Files.readString(file)).contains("hello").doesNotContain("hush");
    }
}
