package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnusableFilesTest {
    private final VirtualTime time = VirtualTime.manual();

    @TempDir
    Path directory;

    @Test
    void open_belowAFile_isOneClearLine() throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));
        assertThatThrownBy(() -> Runs.open(file, time))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("a-file")
                .hasMessageContaining("(expected a writable directory)")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void renderedFileIsInTheWay_openFails_andGivesTheWriterPlaceBack() throws IOException {
        Path inTheWay = ExperimentFiles.in(directory, "exp-1").rendered();
        Files.createDirectories(inTheWay.resolve("not-empty"));
        assertThatThrownBy(() -> Runs.open(directory, time))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("exp-1.json: cannot be written");
        Files.delete(inTheWay.resolve("not-empty"));
        Files.delete(inTheWay);
        Runs.open(directory, time).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../up", "a/b", "a b", "ä"})
    void id_thatCouldLeaveTheDirectory_isRefused(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> ExperimentConfig.of(id, 1, "direct", "m"));
        assertThatIllegalArgumentException().isThrownBy(() -> ExperimentFiles.in(directory, id));
    }

    @Test
    void diskFull_refusesThisRecordAndEveryLaterOne() throws IOException {
        Assumptions.assumeTrue(new File("/dev/full").exists(), "no /dev/full here");
        FileOutputStream full = new FileOutputStream("/dev/full", true);
        Journal journal = new Journal(directory.resolve("journal.jsonl"), full, time, 0);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> journal.append(RecordType.AUDIT, Json.MAPPER.createObjectNode()))
                    .isInstanceOf(ExperimentException.class)
                    .hasMessageContaining("journal.jsonl: cannot be written");
        }
        assertThatThrownBy(() -> journal.force(1)).isInstanceOf(ExperimentException.class);
        journal.close();
    }

    @Test
    void progressFileLost_doesNotStopTheExperiment() throws IOException {
        try (Experiment experiment = Runs.open(directory, time)) {
            Path progress = experiment.files().progress();
            Files.delete(progress);
            Files.createDirectories(progress.resolve("in-the-way"));
            Runs.decide(experiment, "0001");
            assertThat(experiment.progress().completedIntervals()).isEqualTo(1);
            Files.delete(progress.resolve("in-the-way"));
            Files.delete(progress);
        }
    }
}
