package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.experiments.ExperimentStatus;
import dev.sluice.experiments.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineDisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void oneLineAtEveryTenth() {
        try (LineDisplay display = new LineDisplay(40, new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
            for (int ended = 1; ended <= 40; ended++) {
                display.show(progress(ended, 40));
            }
        }
        List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(11);
        assertThat(lines.get(0)).isEqualTo("1 of 40 intervals, 1 failed, 2.5 s");
        assertThat(lines.get(10)).isEqualTo("40 of 40 intervals, 1 failed, 2.5 s");
    }

    private static Progress progress(int ended, int total) {
        return new Progress("e", total, ended - 1, 1, 0, ExperimentStatus.RUNNING, 2.5, null);
    }
}
