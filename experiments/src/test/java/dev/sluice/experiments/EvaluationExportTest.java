package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class EvaluationExportTest {
    private final VirtualTime time = VirtualTime.manual();

    @TempDir
    Path directory;

    @Test
    void row_hasInputOutputAndFourStringsOfMetadata() throws IOException {
        try (Experiment experiment = Runs.open(directory, time)) {
            Runs.decide(experiment, "0001");
            assertThat(experiment.exportEvaluation()).isEqualTo(1);
            List<String> lines = Files.readAllLines(experiment.files().evaluation());
            assertThat(lines).hasSize(1);
            JsonNode row = Json.MAPPER.readTree(lines.get(0));
            assertThat(row.propertyNames()).containsExactly("input", "output", "metadata");
            assertThat(row.path("input").asString()).isEqualTo("prompt of 0001");
            assertThat(row.path("output").asString())
                    .isEqualTo("{\"decision\":\"BUY\",\"rationale\":\"odds are low\"}");
            assertThat(row.path("metadata"))
                    .hasToString("{\"timestamp\":\"2026-01-01T00:00:00Z\",\"model_id\":\"openai/gpt-4o-mini\","
                            + "\"market_odds\":\"0.620\",\"decision_mode\":\"code\"}");
        }
    }

    @Test
    void noDecisions_isAnEmptyFile() {
        try (Experiment experiment = Runs.open(directory, time)) {
            assertThat(experiment.exportEvaluation()).isZero();
            assertThat(experiment.files().evaluation()).isEmptyFile();
        }
    }
}
