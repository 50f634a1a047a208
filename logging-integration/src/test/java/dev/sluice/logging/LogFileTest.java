package dev.sluice.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.logging.event.ApiError;
import dev.sluice.logging.event.ApiRequest;
import dev.sluice.logging.event.ApiResponse;
import dev.sluice.logging.event.BotHealthCheck;
import dev.sluice.logging.event.BusinessEvent;
import dev.sluice.logging.event.CallRef;
import dev.sluice.logging.event.CompletionRef;
import dev.sluice.logging.event.CompletionRequest;
import dev.sluice.logging.event.CompletionResponse;
import dev.sluice.logging.event.CostEstimate;
import dev.sluice.logging.event.DatabaseOperation;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.ExternalApiCall;
import dev.sluice.logging.event.ExternalApiCall.Outcome;
import dev.sluice.logging.event.Failure;
import dev.sluice.logging.event.Lines;
import dev.sluice.logging.event.LogEventsDropped;
import dev.sluice.logging.event.MetricEvent;
import dev.sluice.logging.event.PerformanceMetric;
import dev.sluice.logging.event.PerformanceMetrics;
import dev.sluice.logging.event.PerformanceThresholds;
import dev.sluice.logging.event.RateLimitThrottled;
import dev.sluice.logging.event.ResponseDetails;
import dev.sluice.logging.event.SampledEvent;
import dev.sluice.logging.event.SecurityEvent;
import dev.sluice.logging.event.ShownText;
import dev.sluice.logging.event.TokenUsage;
import dev.sluice.logging.event.TradingDecision;
import dev.sluice.logging.event.UserJourneyStep;
import dev.sluice.logging.redaction.KeyedHash;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log file as a bot leaves it, the script that checks such files, and the commands that read them. */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "the shell script and the commands of a page do not depend on the JDK")
class LogFileTest {
    private static final Path DOCS = Path.of("..", "docs").toAbsolutePath().normalize();
    private static final Path CHECK = DOCS.resolve("check-log.sh");

    @TempDir
    private Path directory;

    @BeforeAll
    static void jqIsThere() throws Exception {
        boolean there;
        try {
            there = new ProcessBuilder("jq", "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            there = false;
        }
        if (!there) {
            System.out.println("LogFileTest skipped: no jq on the PATH");
        }
        assumeTrue(there, "jq on the PATH");
    }

    private record Result(int exit, String output) {}

    private Result run(String command, String log, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(directory.resolve("log.jsonl"), log);
        Path output = directory.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("sh", "-eu", "-c", command)
                .directory(DOCS.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        shell.environment().put("LOG", file.toString());
        shell.environment().putAll(environment);
        Process process = shell.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(command).isTrue();
        return new Result(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private Result check(String log) throws Exception {
        return run("'" + CHECK + "' \"$LOG\"", log, Map.of());
    }

    @Test
    void check_goodFile_holds_andEveryCheckHadSomethingToLookAt() throws Exception {
        Result result = check(sample());

        assertThat(result.output()).doesNotContain("FAILED").endsWith(", 0 fail\n");
        assertThat(result.exit()).isZero();
        assertThat(result.output()).contains(" 1 had no line to look at (F12)");
    }

    @Test
    void check_badCalls_sayHowToCall() throws Exception {
        assertThat(run("'" + CHECK + "'", "", Map.of()).exit()).isEqualTo(2);
        assertThat(run("'" + CHECK + "' /does/not/exist", "", Map.of()).output())
                .contains("usage:");
    }

    @Test
    void check_fileOverItsSize_fails() throws Exception {
        Result result = run("'" + CHECK + "' \"$LOG\"", sample(), Map.of("SLUICE_MAX_FILE_BYTES", "100"));

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("FAILED R7");
    }

    /** Each check can fail: the id, what is looked for in the good file, what it becomes. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                "F1@^.@x",
                "F2@\"level\":\"INFO\"(.*\"api_response\")@\"level\":\"WARNING\"$1",
                "F3@\"message\":\"@\"message\":\"CANARY ",
                "F5@\"level\":\"INFO\"@\"level\":\"Info\"",
                "F6@\\.\\d{6}Z@.123Z",
                "F8@\"service\":\"it\"@\"service\":\"other\"",
                "F9@\"environment\":\"paper\"@\"environment\":\"\"",
                "F10@\"module\":@\"modul\":",
                "F11@\"message\":\"API request\"@\"message\":\"\"",
                "F12@^.@{\"trace_id\":\"XYZ\",",
                "F13@^.@{\"order_id\":7,",
                "F16@\"attempt\":1@\"attempt\":\"1\"",
                "F18@\"request_id\":\"[^\"]*\",(\"peer_service\")@$1",
                "F19@\"thread_id\":\\d+@\"thread_id\":0",
                "F20@^.@{\"source\":\"x\",",
                "F21@\"exception\":.\"type\":\"[^\"]*\",@\"exception\":{",
                "F23@(.*\"api_request\".*\\n)@$1$1",
                "F24@(\"level\":\"ERROR\".*)\"hint\":\"[^\"]*\",@$1",
                "F25@^.@{\"book\":{\"bids\":[[1,2]]},",
                "E1@\"path\":\"/search/.id.\"@\"path\":\"/search?x=1\"",
                "E2@\"response_bytes\":\\d+,(.*)@$1",
                "E3@\"api_url\":\"@\"api_url\":\"https://",
                "E4@\"table\":\"bots\",@",
                "E5@\"mail_hash\":\"[^\"]*\"@\"mail_hash\":\"plain\"",
                "E6@\"level\":\"WARNING\"(.*\"security_)@\"level\":\"INFO\"$1",
                "E8@\"performance_status\":\"normal\"@\"performance_status\":\"slow\"",
                "E9@\"health_status\":\"healthy\"@\"health_status\":\"degraded\"",
                "E10@\"total_bots\"@\"date\"",
                "E11@\"request_id\":\"req_@\"request_id\":\"a blank ",
                "E13@\"step_sequence\":1@\"step_sequence\":2",
                "E14@.*\"event_type\":\"api_response\".*\\n@",
                "E14b@\"attempts\":2@\"attempts\":3",
                "E15@\"content-type\":@\"set-cookie\":",
                "R1@^.@{\"inner\":{\"api_key\":\"x\"},",
                "R2@^.@{\"note\":\"Bearer abcdefghijk\",",
                "R3@^.@{\"note\":\"LONG\",",
                "R4@\"prompt_hash\":\"hash:@\"prompt_hash\":\"plain:",
                "R5@(\"level\":\"ERROR\".*\"sample_rate\":)1.0@$10.5",
                "R6@\"log_class\":\"security\"@\"log_class\":\"api\"",
                "L3@\"request_id\":\"req_[0-9a-f]+\",(\"session_id\":\"abc12345\",\"completion_number\")@\"request_id\":\"req_x\",$1",
                "L4@.*\"event_type\":\"completion_response\".*\\n@",
                "L5@\"temperature\":0.1,@",
                "L6@\"success\":true@\"success\":\"yes\"",
                "L7@\"action\":\"LONG\",@",
                "L8@\"request_id\":\"req_[0-9a-f]+\",(.*\"action\")@\"request_id\":\"req_0123456789\",$1",
                "L9@\"min_response_time_ms\":890.0@\"min_response_time_ms\":9999",
                "L10@\"success_rate\":0.9@\"success_rate\":1.9",
                "L11@\"cost_source\":\"provider\"@\"cost_source\":\"unknown\""
            })
    void check_badFile_failsThatCheck(String id, String found, String replaced) throws Exception {
        String good = sample();
        String bad = Pattern.compile(found, Pattern.MULTILINE)
                .matcher(good)
                .replaceFirst(replaced == null ? "" : replaced.replace("LONG\",", "x".repeat(70_000) + "\","));
        assertThat(bad).isNotEqualTo(good);

        Result result = check(bad);

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output()).contains("FAILED " + id + ":");
    }

    @Test
    void analysis_everyCommand_runsAndSaysSomething() throws Exception {
        Matcher blocks = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCS.resolve("log-analysis.md")));
        int count = 0;
        while (blocks.find()) {
            Result result = run(blocks.group(1), sample(), Map.of());
            assertThat(result.exit()).as(blocks.group(1) + result.output()).isZero();
            assertThat(result.output()).as(blocks.group(1)).isNotBlank().doesNotContain("jq: error", "null\n");
            count++;
        }
        assertThat(count).isGreaterThan(15);
    }

    /** A day of a bot, in a few lines. */
    private static String sample() {
        Lines lines = new Lines();
        List<Event> events = new ArrayList<>(answeredAtTheSecondAttempt());
        events.addAll(refused());
        events.addAll(completions());
        events.addAll(program());
        events.forEach(event -> lines.sink().emit(event));
        return lines.raw();
    }

    private static List<Event> answeredAtTheSecondAttempt() {
        CallRef call = new CallRef("req_aaaaaaaaaaaaaaaaaaaaaaaa", "exa", "search", "post", "/search/{id}");
        ResponseDetails details = ResponseDetails.NONE
                .rateLimitWait(Duration.ofMillis(1_200))
                .responseBytes(512)
                .thresholds(PerformanceThresholds.DEFAULTS)
                .headers(Map.of("content-type", "application/json"));
        return List.of(
                ApiRequest.of(call, 1),
                ApiError.of(call, 1, Duration.ofMillis(40), Failure.of("ServerError", "status 503", true))
                        .statusCode(503),
                new RateLimitThrottled(call, "exa", Duration.ofMillis(1_200), "wait", null),
                ApiRequest.of(call, 2),
                ApiResponse.of(call, 2, 200, Duration.ofMillis(300)).with(details),
                ExternalApiCall.of(call, Outcome.SUCCESS, 2, Duration.ofMillis(1_200), Duration.ofSeconds(2))
                        .answered(200, null)
                        .to("https://api.exa.ai"),
                new BotHealthCheck("exa", BotHealthCheck.Status.HEALTHY, Duration.ofMillis(9), Instant.EPOCH, 0));
    }

    private static List<Event> refused() {
        CallRef call = new CallRef("req_bbbbbbbbbbbbbbbbbbbbbbbb", "daytona", "create", "post", "/sandbox");
        Failure failure = Failure.of(new IllegalStateException("status 401"), false)
                .advice("The provider does not know the key.", "check_credentials");
        return List.of(
                ApiRequest.of(call, 1),
                ApiError.of(call, 1, Duration.ofMillis(40), failure).statusCode(401),
                SecurityEvent.authFailed(call, 1, 401, "AuthenticationException"),
                SampledEvent.kept(ExternalApiCall.of(call, Outcome.FAILURE, 1, Duration.ZERO, Duration.ofMillis(50))
                        .answered(401, null)
                        .failed(failure)
                        .to("https://app.daytona.io/api")));
    }

    private static List<Event> completions() {
        CompletionRef one = new CompletionRef("abc12345", "req_0000000000000000000000c1", 1);
        CompletionRef two = new CompletionRef("abc12345", "req_0000000000000000000000c2", 2);
        ShownText hashed = new ShownText(9, null, null, KeyedHash.id("a prompt"));
        BigDecimal cost = new BigDecimal("0.000495");
        return List.of(
                new CompletionRequest(one, "o3-mini", 0.1, 300, 9, "You are", Map.of("symbol", "BTC-USD")),
                new CompletionResponse(
                        one,
                        "o3-mini",
                        Duration.ofMillis(890),
                        TokenUsage.of(150, 75),
                        CostEstimate.ofProvider(cost),
                        3,
                        "yes",
                        null),
                TradingDecision.of("abc12345", one.requestId(), "LONG", "Bullish momentum")
                        .trade("BTC-USD", new BigDecimal("15.0"), new BigDecimal("45230.50")),
                new CompletionRequest(two, "o3-mini", 0.1, 300, hashed, Map.of()),
                new CompletionResponse(
                        two,
                        "o3-mini",
                        Duration.ofMillis(2_340),
                        null,
                        CostEstimate.UNKNOWN,
                        null,
                        null,
                        Failure.of("timeout", "no answer", true)),
                new PerformanceMetrics(
                        "abc12345",
                        10,
                        1,
                        new PerformanceMetrics.ResponseTimes(1520, 890, 2340),
                        2250,
                        cost,
                        49.3,
                        40.0));
    }

    private static List<Event> program() {
        return List.of(
                new BusinessEvent("user_registered", Map.of("user_id", "user-123", "email", "user@example.com")),
                new DatabaseOperation("SELECT", "bots", Duration.ofMillis(25), 1L),
                new UserJourneyStep("session-456", "user-123", "login", 1, null, null),
                new UserJourneyStep("session-456", "user-123", "test", 2, "login", Duration.ofSeconds(30)),
                new MetricEvent("bot_usage", Map.of("total_bots", 5678, "strategy_id", "s-1", "api_key", "k")),
                new PerformanceMetric("reconcile", Duration.ofMillis(12), PerformanceThresholds.DEFAULTS, null),
                new LogEventsDropped(3, 30));
    }
}
