package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SimulatorProcessTest {
    @TempDir
    Path directory;

    @Test
    void process_listens_reports_takesFaults_andEndsWhenClosed() throws InterruptedException {
        SimulatorControl control;
        try (SimulatorProcess process = SimulatorProcess.start(7, directory.resolve("errors.log"))) {
            assertThat(process.baseUrls())
                    .containsKeys(
                            "polymarket_gamma",
                            "polymarket_clob",
                            "exa",
                            "openrouter",
                            "daytona_api",
                            "daytona_toolbox");
            control = process.control().orElseThrow();
            control.inject(new FaultOrder("exa", 429, 1));
            JsonNode report = control.report();
            assertThat(report.propertyNames()).containsAll(Providers.ALL);
            assertThat(control.sandboxesAlive()).isZero();
        }
        assertThatIllegalStateException().isThrownBy(control::report).withMessageContaining("no answer");
        assertThat(directory.resolve("errors.log")).isEmptyFile();
    }

    @Test
    void logThatCannotBeWritten_isAClearError() {
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        SimulatorProcess.start(1, directory.resolve("none").resolve("errors.log")))
                .withMessageStartingWith("simulators: did not start");
    }
}
