package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class RenderingTest {
    private final VirtualTime time = VirtualTime.manual();

    @TempDir
    Path directory;

    @Test
    void document_hasConfigAndMetadataOnTop_thenIntervalsAndDecisions() {
        Experiment experiment = Runs.open(directory, time);
        try (experiment) {
            Runs.decide(experiment, "0001");
        }
        JsonNode rendered = Runs.json(experiment.files().rendered());
        assertThat(rendered.propertyNames())
                .containsExactly("experiment_id", "config", "metadata", "progress", "intervals", "decisions");
        assertThat(rendered.path("config").propertyNames())
                .containsExactly("experiment_id", "total_intervals", "decision_mode", "model_id", "settings");
        assertThat(rendered.path("metadata").propertyNames())
                .contains("started_at", "updated_at", "journal_records", "host");
    }

    @Test
    void interval_showsWhatItIsAboutAndHowItEnded() {
        Experiment experiment = Runs.open(directory, time);
        try (experiment) {
            Interval failed = experiment.begin("0001", Map.of("market", "m"));
            time.advance(Duration.ofSeconds(2));
            failed.fail("exa.search: 500");
            experiment.begin("0002", Map.of());
        }
        JsonNode intervals = Runs.json(experiment.files().rendered()).path("intervals");
        assertThat(intervals.path(0))
                .hasToString(
                        "{\"interval_id\":\"0001\",\"status\":\"failed\",\"started_at\":\"2026-01-01T00:00:00Z\","
                                + "\"ended_at\":\"2026-01-01T00:00:02Z\",\"error\":\"exa.search: 500\",\"context\":{\"market\":\"m\"}}");
        assertThat(intervals.path(1).path("status").asString()).isEqualTo("running");
        assertThat(intervals.path(1).path("ended_at").isNull()).isTrue();
    }

    @Test
    void intervalTriedAgain_isShownOnce_withTheAuditOfTheSecondTry() {
        Experiment experiment = Runs.open(directory, time);
        try (experiment) {
            try (Interval first = experiment.begin("0001", Map.of())) {
                first.audit(AuditPart.CONTEXT, "first try");
            }
            Runs.decide(experiment, "0001");
        }
        JsonNode rendered = Runs.json(experiment.files().rendered());
        assertThat(rendered.path("intervals")).hasSize(1);
        assertThat(rendered.at("/intervals/0/status").asString()).isEqualTo("completed");
        assertThat(rendered.at("/intervals/0/error").isNull()).isTrue();
        assertThat(rendered.at("/decisions/0/audit/context").isNull()).isTrue();
    }

    @Test
    void checkpoint_everyTenEnds_whileTheExperimentRuns() {
        try (Experiment experiment = Experiment.open(ExperimentConfig.of("e", 25, "direct", "m"), directory, time)) {
            for (int i = 1; i <= 25; i++) {
                Runs.decide(experiment, "i" + i);
                int rendered = Runs.json(experiment.files().rendered())
                        .path("decisions")
                        .size();
                assertThat(rendered).as("after %d", i).isEqualTo(i / 10 * 10);
            }
        }
    }

    @Test
    void temporaryFiles_areNotLeftBehind() throws Exception {
        try (Experiment experiment = Runs.open(directory, time)) {
            Runs.decide(experiment, "0001");
            experiment.exportEvaluation();
        }
        try (var files = Files.walk(directory)) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
    }
}
