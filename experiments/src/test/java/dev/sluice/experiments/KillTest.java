package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.TimeSource;
import dev.sluice.testsupport.VirtualTime;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process of its own is killed while it decides. */
class KillTest {
    private static final int REPORTED = 25;

    @TempDir
    Path directory;

    @Test
    void killedProcess_leavesEveryDecisionItReported() throws Exception {
        Process bot = start();
        List<String> reported = new ArrayList<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(bot.getInputStream(), StandardCharsets.UTF_8))) {
            while (reported.size() < REPORTED) {
                String id = out.readLine();
                assertThat(id).as("a reported interval").isNotNull();
                reported.add(id);
            }
            bot.toHandle().destroyForcibly(); // the handle, for Process.destroyForcibly closes the stream we read
            out.lines().forEach(reported::add);
        }
        assertThat(bot.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(bot.exitValue()).isNotZero();

        Experiment.recover(directory, "killed", VirtualTime.manual());

        ExperimentFiles files = ExperimentFiles.in(directory, "killed");
        assertThat(Runs.records(files.journal(), RecordType.DECISION))
                .extracting(JournalRecord::intervalId)
                .containsAll(reported);
        assertThat(Runs.json(files.rendered()).path("decisions").size()).isGreaterThanOrEqualTo(reported.size());
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Bot.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Decides on and on; prints an interval's id after its decision was reported. */
    static final class Bot {
        private Bot() {}

        public static void main(String[] args) {
            ExperimentConfig config = ExperimentConfig.of("killed", 1_000_000, "direct", "m");
            try (Experiment experiment = Experiment.open(config, Path.of(args[0]), TimeSource.system())) {
                for (int i = 1; i <= 1_000_000; i++) {
                    Runs.decide(experiment, "i" + i);
                    System.out.println("i" + i);
                }
            }
        }
    }
}
