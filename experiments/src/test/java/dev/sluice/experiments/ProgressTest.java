package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ProgressTest {
    private final VirtualTime time = VirtualTime.manual();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"0,0,0", "0,4,0", "1,3,33.33", "2,3,66.67", "4,4,100", "5,4,100"})
    void percent(int done, int total, double expected) {
        assertThat(Progress.percent(done, total)).isEqualTo(expected);
    }

    @Test
    void file_hasExactlyTheEightFields_inOrder() {
        Experiment experiment = Runs.open(directory, time);
        try (experiment) {
            Runs.decide(experiment, "0001");
            time.advance(Duration.ofMillis(1500));
            experiment.begin("0002", Map.of()).fail("timeout");
            JsonNode progress = Runs.json(experiment.files().progress());
            assertThat(progress.propertyNames())
                    .containsExactly(
                            "experiment_id",
                            "total_intervals",
                            "completed_intervals",
                            "failed_intervals",
                            "progress_percent",
                            "status",
                            "elapsed_seconds",
                            "error");
            assertThat(progress)
                    .hasToString(
                            "{\"experiment_id\":\"exp-1\",\"total_intervals\":4,\"completed_intervals\":1,\"failed_intervals\":1,"
                                    + "\"progress_percent\":50.0,\"status\":\"running\",\"elapsed_seconds\":1.5,\"error\":null}");
        }
    }

    @Test
    void memory_andFile_tellTheSame_atEveryStep() {
        try (Experiment experiment = Runs.open(directory, time)) {
            for (String id : new String[] {"0001", "0002", "0003", "0004"}) {
                time.advance(Duration.ofSeconds(1));
                Runs.decide(experiment, id);
                assertThat(Runs.json(experiment.files().progress()))
                        .isEqualTo(Json.MAPPER.readTree(Json.MAPPER.writeValueAsString(experiment.progress())));
            }
            assertThat(experiment.progress().progressPercent()).isEqualTo(100);
        }
    }

    @Test
    void failed_carriesTheError_andTheClockStops() {
        try (Experiment experiment = Runs.open(directory, time)) {
            time.advance(Duration.ofSeconds(3));
            experiment.fail("interrupted after 0 of 4 intervals");
            time.advance(Duration.ofSeconds(3));
            Progress progress = experiment.progress();
            assertThat(progress.status()).isEqualTo(ExperimentStatus.FAILED);
            assertThat(progress.error()).isEqualTo("interrupted after 0 of 4 intervals");
            assertThat(progress.elapsedSeconds()).isEqualTo(3.0);
        }
    }
}
