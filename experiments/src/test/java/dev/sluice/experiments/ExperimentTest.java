package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ExperimentTest {
    private final VirtualTime time = VirtualTime.manual();

    @TempDir
    Path directory;

    @Test
    void completed_filesAgreeWithEachOther() {
        Experiment experiment = Runs.open(directory, time);
        try (experiment) {
            Runs.decide(experiment, "0001");
            Runs.decide(experiment, "0002");
            experiment.begin("0003", Map.of()).fail("exa.search: 500");
            experiment.complete();
            assertThat(experiment.exportEvaluation()).isEqualTo(2);
        }
        JsonNode rendered = Runs.json(experiment.files().rendered());
        assertThat(rendered.path("config").path("experiment_id").asString()).isEqualTo("exp-1");
        assertThat(rendered.path("metadata").path("host").asString()).isEqualTo("lab");
        assertThat(rendered.path("intervals")).hasSize(3);
        assertThat(rendered.path("decisions")).hasSize(2);
        assertThat(rendered.path("progress"))
                .isEqualTo(Runs.json(experiment.files().progress()));
        assertThat(Runs.records(experiment.files().journal(), RecordType.DECISION))
                .hasSize(2);
        assertThat(new String(Runs.bytes(experiment.files().evaluation())).lines())
                .hasSize(2);
    }

    @Test
    void decision_tracesBackToItsWholeAuditTrail() {
        Experiment experiment = Runs.open(directory, time);
        try (experiment) {
            Runs.decide(experiment, "0001");
        }
        JsonNode decision =
                Runs.json(experiment.files().rendered()).path("decisions").path(0);
        assertThat(decision.path("decision_id").asString()).isEqualTo("exp-1.0001");
        assertThat(decision.path("action").asString()).isEqualTo("BUY");
        assertThat(decision.path("model_id").asString()).isEqualTo("openai/gpt-4o-mini");
        JsonNode audit = decision.path("audit");
        assertThat(audit.path("input_prompt").asString()).isEqualTo("prompt of 0001");
        assertThat(audit.path("generated_code").asString()).isEqualTo("print('BUY')");
        assertThat(audit.path("raw_sandbox_output").asString()).isEqualTo("BUY\n");
        assertThat(audit.path("raw_llm_output").isNull()).isTrue();
        assertThat(audit.path("snippet_ids").values())
                .extracting(JsonNode::asString)
                .containsExactly("s1", "s2");
    }

    @Test
    void decimals_staySuchAsTheyWereGiven() throws IOException {
        Experiment experiment = Runs.open(directory, time);
        try (experiment) {
            Runs.decide(experiment, "0001");
        }
        for (Path file :
                List.of(experiment.files().journal(), experiment.files().rendered())) {
            String text = Files.readString(file);
            assertThat(text).containsPattern("\"market_odds\" ?: ?0\\.620\\b");
            assertThat(text)
                    .containsPattern("\"size_usd\" ?: ?0\\.00000010\\b")
                    .containsPattern("\"stake\" ?: ?10\\.00\\b");
        }
    }

    @Test
    void partRecordedTwice_isKeptWhole() {
        Experiment experiment = Runs.open(directory, time);
        try (experiment) {
            Interval interval = experiment.begin("0001", Map.of());
            interval.audit(AuditPart.RAW_LLM_OUTPUT, "not json");
            interval.audit(AuditPart.RAW_LLM_OUTPUT, "{}");
            interval.decide(Runs.buy("0.5"));
        }
        JsonNode audit = Runs.json(experiment.files().rendered()).at("/decisions/0/audit");
        assertThat(audit.path("raw_llm_output").asString()).isEqualTo("not json\n\n{}");
    }

    @Test
    void interval_endsOnce() {
        try (Experiment experiment = Runs.open(directory, time)) {
            Interval interval = experiment.begin("0001", Map.of());
            interval.decide(Runs.buy("0.5"));
            assertThatIllegalStateException().isThrownBy(() -> interval.decide(Runs.buy("0.5")));
            assertThatIllegalStateException().isThrownBy(() -> interval.fail("late"));
            assertThatIllegalStateException().isThrownBy(() -> interval.audit(AuditPart.CONTEXT, "late"));
            interval.close();
            assertThat(experiment.progress().completedIntervals()).isEqualTo(1);
            assertThat(experiment.progress().failedIntervals()).isZero();
        }
    }

    @Test
    void interval_closedByAnException_isRecordedAsFailed() {
        Experiment experiment = Runs.open(directory, time);
        try (experiment) {
            assertThatThrownBy(() -> {
                        try (Interval interval = experiment.begin("0001", Map.of())) {
                            interval.audit(AuditPart.CONTEXT, "half");
                            throw new IOException("connection reset");
                        }
                    })
                    .isInstanceOf(IOException.class);
            assertThat(experiment.progress().failedIntervals()).isEqualTo(1);
        }
        JsonNode interval = Runs.json(experiment.files().rendered()).at("/intervals/0");
        assertThat(interval.path("status").asString()).isEqualTo("failed");
        assertThat(interval.path("error").asString()).isEqualTo("ended without a decision");
    }

    @Test
    void begin_refusesAnIdInUse_butLetsAFailedOneTryAgain() {
        try (Experiment experiment = Runs.open(directory, time)) {
            Runs.decide(experiment, "0001");
            assertThatIllegalStateException().isThrownBy(() -> experiment.begin("0001", Map.of()));
            experiment.begin("0002", Map.of()).fail("timeout");
            Runs.decide(experiment, "0002");
            assertThat(experiment.progress().completedIntervals()).isEqualTo(2);
            assertThat(experiment.progress().failedIntervals()).isZero();
        }
    }

    @Test
    void complete_refusedWhileAnIntervalRuns_andNothingBeginsAfterIt() {
        try (Experiment experiment = Runs.open(directory, time)) {
            Interval interval = experiment.begin("0001", Map.of());
            assertThatIllegalStateException().isThrownBy(experiment::complete).withMessageContaining("1 intervals");
            interval.fail("stopped");
            experiment.complete();
            assertThatIllegalStateException().isThrownBy(() -> experiment.begin("0002", Map.of()));
            assertThatIllegalStateException().isThrownBy(experiment::complete);
        }
    }

    @Test
    void resume_keepsDecisions_beginsTheRestAgain_countsRunningTimeOnly() {
        Experiment first = Runs.open(directory, time);
        try (first) {
            Runs.decide(first, "0001");
            first.begin("0002", Map.of());
            time.advance(Duration.ofSeconds(5));
            first.fail("interrupted");
        }
        time.advance(Duration.ofHours(1));
        try (Experiment second = Runs.open(directory, time)) {
            assertThat(second.recovery().interruptedIntervals()).isEqualTo(1);
            assertThat(second.recovery().bytesCut()).isZero();
            assertThat(second.isCompleted("0001")).isTrue();
            assertThat(second.isCompleted("0002")).isFalse();
            Runs.decide(second, "0002");
            time.advance(Duration.ofSeconds(2));
            Progress progress = second.progress();
            assertThat(progress.status()).isEqualTo(ExperimentStatus.RUNNING);
            assertThat(progress.error()).isNull();
            assertThat(progress.completedIntervals()).isEqualTo(2);
            assertThat(progress.elapsedSeconds()).isEqualTo(7.0);
        }
        assertThat(Runs.json(first.files().rendered()).path("decisions")).hasSize(2);
    }

    @Test
    void resume_refusesAnotherConfiguration_andACompletedExperiment() {
        try (Experiment experiment = Runs.open(directory, time)) {
            experiment.complete();
        }
        ExperimentConfig other = Runs.CONFIG.withSettings(Map.of("temperature", 0.2));
        assertThatThrownBy(() -> Experiment.open(other, directory, time))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("exp-1: was started with another configuration");
        assertThatThrownBy(() -> Runs.open(directory, time))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("is completed");
    }

    @Test
    void close_twice_isHarmless() {
        Experiment experiment = Runs.open(directory, time);
        experiment.close();
        experiment.close();
        assertThat(Runs.json(experiment.files().progress()).path("status").asString())
                .isEqualTo("running");
        assertThatIllegalStateException().isThrownBy(() -> experiment.begin("0001", Map.of()));
    }
}
