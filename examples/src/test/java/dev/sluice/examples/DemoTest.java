package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.simulators.Simulators;
import dev.sluice.simulators.SimulatorsExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole runs, against simulators in this process. */
@ExtendWith(SimulatorsExtension.class)
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "the gate runs the demo itself on this JDK, and another build has tested it")
class DemoTest {
    private static final String CANARY = "sk-canary-3c1f0a9e8b7d6c5a4f3e2d1c";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Drain drain = new Drain();

    @TempDir
    Path directory;

    @Test
    void direct_endsWell_andTheFilesAgree(Simulators simulators) throws Exception {
        assertThat(run(simulators, "--intervals", "3"))
                .as(printed.toString(StandardCharsets.UTF_8))
                .isZero();
        assertFilesAgree(3, 0);
        assertLogIsRight();
        JsonNode audit = rendered().at("/decisions/0/audit");
        assertThat(audit.path("input_prompt").asString()).contains("Answer with one JSON object");
        assertThat(audit.path("raw_llm_output").asString()).contains("rationale");
        assertThat(audit.path("snippet_ids")).isNotEmpty();
        assertThat(audit.path("generated_code").isNull()).isTrue();
        assertPrinted("failed intervals: 0", "violations: 0", "openrouter", "sandboxes left in the simulator: 0");
    }

    @Test
    void code_runsTheProgramInASandbox_andLeavesNone(Simulators simulators) throws Exception {
        assertThat(run(simulators, "--intervals", "3", "--mode", "code", "--concurrency", "3"))
                .as(printed.toString(StandardCharsets.UTF_8))
                .isZero();
        assertFilesAgree(3, 0);
        assertLogIsRight();
        JsonNode audit = rendered().at("/decisions/0/audit");
        assertThat(audit.path("generated_code").asString()).contains("print(");
        assertThat(audit.path("raw_sandbox_output").asString()).contains("rationale");
        assertThat(simulators.report().get("daytona").sandboxesAlive()).isZero();
        assertThat(simulators.report().get("daytona").byOperation()).isNotEmpty();
    }

    @Test
    void faultOfTwoSeconds_failsNoInterval(Simulators simulators) throws Exception {
        Path slow = Files.writeString( // far apart, so that the answer of one is understood before the next departs
                directory.resolve("sluice.yaml"), "providers: { exa: { limits: { min-delay: 1500ms } } }");
        assertThat(run(simulators, "--intervals", "3", "--config", slow.toString(), "--fault", "exa:429:2"))
                .as(printed.toString(StandardCharsets.UTF_8))
                .isZero();
        assertFilesAgree(3, 0);
        assertLogIsRight();
        assertThat(simulators.report().get("exa").injected429()).isPositive();
        assertThat(simulators.report().get("exa").callsDuringPause()).isZero();
    }

    @Test
    void providerThatStaysDown_failsIntervals_andTheExitCodeSaysSo(Simulators simulators) throws Exception {
        assertThat(run(simulators, "--intervals", "2", "--fault", "exa:401:60")).isEqualTo(1);
        assertFilesAgree(0, 2);
        assertPrinted("failed intervals: 2");
    }

    @Test
    void drainRequested_admitsNothing_andClosesTheJournal(Simulators simulators) throws Exception {
        drain.request();
        assertThat(run(simulators, "--intervals", "500", "--concurrency", "2")).isEqualTo(130);
        JsonNode progress = rendered().path("progress");
        assertThat(progress.path("status").asString()).isEqualTo("failed");
        assertThat(progress.path("error").asString()).startsWith("interrupted after ");
        assertThat(progress.path("completed_intervals").asInt()).isLessThan(10);
        assertPrinted("sandboxes left in the simulator: 0", "interrupted: the journal is complete up to here");
    }

    @Test
    void everyCall_hasARequestAndAnEnd_andTheKeyIsNowhere(Simulators simulators) throws Exception {
        assertThat(run(simulators, "--intervals", "3", "--mode", "code")).isZero();
        List<JsonNode> log = lines(directory.resolve("logs/sluice.jsonl"));
        Set<String> calls = ids(log, "external_api_call");
        assertThat(calls).isNotEmpty();
        assertThat(ids(log, "api_request")).containsAll(calls);
        Set<String> ended = ids(log, "api_response");
        ended.addAll(ids(log, "api_error"));
        assertThat(ended).containsAll(calls);
        assertThat(ids(log, "completion_response")).hasSize(3);
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as("%s", file).doesNotContain(CANARY);
            }
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
    }

    private int run(Simulators simulators, String... args) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--out", directory.toString()));
        Plan plan = Plan.of(
                DemoOptions.parse(all.toArray(String[]::new)).orElseThrow(), Map.of(Credentials.PLANTED, CANARY));
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Demo(plan, drain, out).run(ignored -> new InProcessWorld(simulators));
    }

    /** By {@code docs/check-log.sh}, where jq is on the path. */
    private void assertLogIsRight() throws IOException, InterruptedException {
        Path output = directory.resolve("check-log");
        int exit = new ProcessBuilder(
                        "sh",
                        "-c",
                        "command -v jq >/dev/null || { echo 'DemoTest: no jq, log not checked'; exit 0; }; \"$0\" \"$1\"",
                        Path.of("..", "docs", "check-log.sh").toString(),
                        directory.resolve("logs").resolve("sluice.jsonl").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String said = Files.readString(output);
        System.out.print(said);
        assertThat(exit).as(said).isZero();
    }

    private void assertFilesAgree(int decided, int failed) throws IOException {
        JsonNode rendered = rendered();
        Path own = directory
                .resolve("experiments")
                .resolve(rendered.path("experiment_id").asString());
        JsonNode progress =
                JsonMapper.shared().readTree(own.resolve("progress.json").toFile());
        assertThat(progress.path("completed_intervals").asInt()).isEqualTo(decided);
        assertThat(progress.path("failed_intervals").asInt()).isEqualTo(failed);
        assertThat(rendered.path("progress")).isEqualTo(progress);
        assertThat(rendered.path("intervals")).hasSize(decided + failed);
        assertThat(rendered.path("decisions")).hasSize(decided);
        assertThat(lines(own.resolve("evaluation.jsonl"))).hasSize(decided);
        assertThat(lines(own.resolve("journal.jsonl")))
                .filteredOn(line -> line.path("type").asString().equals("decision"))
                .hasSize(decided);
    }

    private JsonNode rendered() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("experiments"))) {
            Path json = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            return JsonMapper.shared().readTree(json.toFile());
        }
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    private static Set<String> ids(List<JsonNode> log, String eventType) {
        return log.stream()
                .filter(line -> line.path("event_type").asString("").equals(eventType))
                .map(line -> line.path("request_id").asString())
                .collect(Collectors.toSet());
    }

    private void assertPrinted(String... parts) {
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains(parts);
    }
}
