package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a killed process may leave: a journal that ends anywhere. */
class CrashTest {
    private final VirtualTime time = VirtualTime.manual();

    @TempDir
    Path directory;

    @Test
    void journalCutAtEveryByte_keepsEveryWholeRecord() {
        byte[] whole = journalOfTwoDecisions();
        ExperimentFiles files = ExperimentFiles.in(directory.resolve("cut"), "exp-1");
        for (int length = 0; length <= whole.length; length++) {
            Runs.write(files.journal(), Arrays.copyOf(whole, length));
            int kept = lastLineEnd(whole, length);
            Tally tally = new Tally();

            JournalOpener.Opened opened = JournalOpener.open(files, tally, time);
            opened.journal().close();

            assertThat(opened.recovery(tally).bytesCut())
                    .as("cut at %d", length)
                    .isEqualTo(length - kept);
            assertThat(Runs.bytes(files.journal())).as("cut at %d", length).isEqualTo(Arrays.copyOf(whole, kept));
            assertThat(opened.found().records()).as("cut at %d", length).isEqualTo(newlines(whole, kept));
        }
    }

    @Test
    void journalCutBeforeInAndAfterEveryRecord_continuesToTheSameEnd() {
        byte[] whole = journalOfTwoDecisions();
        for (int end = 1; end <= whole.length; end++) {
            if (whole[end - 1] == '\n') {
                continuesFrom(Arrays.copyOf(whole, end - 1), "newline missing at " + end);
                continuesFrom(Arrays.copyOf(whole, end), "whole up to " + end);
                continuesFrom(Arrays.copyOf(whole, Math.min(whole.length, end + 1)), "one byte after " + end);
            }
        }
    }

    private void continuesFrom(byte[] journal, String what) {
        Path crashed = directory.resolve(what.replace(' ', '-'));
        ExperimentFiles files = ExperimentFiles.in(crashed, "exp-1");
        Runs.write(files.journal(), journal);
        try (Experiment experiment = Runs.open(crashed, time)) {
            for (String id : List.of("0001", "0002")) {
                if (!experiment.isCompleted(id)) {
                    Runs.decide(experiment, id);
                }
            }
            experiment.complete();
        }
        assertThat(Runs.json(files.rendered()).path("decisions")).as(what).hasSize(2);
        assertThat(Runs.records(files.journal(), RecordType.DECISION)).as(what).hasSize(2);
        assertThat(Runs.json(files.progress()).path("completed_intervals").asInt())
                .as(what)
                .isEqualTo(2);
    }

    @Test
    void recover_rendersWithoutContinuing() {
        byte[] whole = journalOfTwoDecisions();
        Path crashed = directory.resolve("crashed");
        ExperimentFiles files = ExperimentFiles.in(crashed, "exp-1");
        Runs.write(files.journal(), Arrays.copyOf(whole, whole.length - 1));

        Recovery recovery = Experiment.recover(crashed, "exp-1", time);

        assertThat(recovery.bytesCut()).isPositive();
        assertThat(recovery.interruptedIntervals()).isEqualTo(1);
        assertThat(Runs.records(files.journal())).hasSize((int) recovery.records());
        JsonNode rendered = Runs.json(files.rendered());
        assertThat(rendered.path("decisions")).hasSize(1);
        assertThat(rendered.path("progress").path("completed_intervals").asInt())
                .isEqualTo(1);
        assertThat(rendered.path("progress").path("status").asString()).isEqualTo("running");
        assertThat(rendered.path("progress")).isEqualTo(Runs.json(files.progress()));
    }

    @Test
    void recover_ofNoJournal_saysSo() {
        assertThatThrownBy(() -> Experiment.recover(directory, "exp-2", time))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("absent (expected a started experiment)");
    }

    @Test
    void everyByteChangedBeforeTheLastLine_isDamage_andChangesNothing() {
        byte[] whole = journalOfTwoDecisions();
        int lastLine = lastLineEnd(whole, whole.length - 1);
        ExperimentFiles files = ExperimentFiles.in(directory.resolve("damaged"), "exp-1");
        for (int at = 0; at < lastLine - 1; at += 7) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Runs.write(files.journal(), damaged);
            assertThatThrownBy(() -> Runs.open(directory.resolve("damaged"), time))
                    .as("byte %d", at)
                    .isInstanceOf(ExperimentException.class)
                    .hasMessageContaining("damaged after record");
            assertThat(Runs.bytes(files.journal())).isEqualTo(damaged);
        }
    }

    @Test
    void lineTakenOut_isDamage() {
        byte[] whole = journalOfTwoDecisions();
        int first = lastLineEnd(
                whole,
                1
                        + IntStream.range(0, whole.length)
                                .filter(i -> whole[i] == '\n')
                                .findFirst()
                                .orElseThrow());
        ExperimentFiles files = ExperimentFiles.in(directory.resolve("short"), "exp-1");
        Runs.write(files.journal(), Arrays.copyOfRange(whole, first, whole.length));
        assertThatThrownBy(() -> Runs.open(directory.resolve("short"), time)).hasMessageContaining("expected record 1");
    }

    @Test
    void reportedDecision_isWholeOnDisk_whileTheExperimentIsOpen() throws IOException {
        try (Experiment experiment = Runs.open(directory, time)) {
            for (int i = 1; i <= 3; i++) {
                Runs.decide(experiment, "000" + i);
                assertThat(Runs.records(experiment.files().journal(), RecordType.DECISION))
                        .hasSize(i);
                assertThat(Files.readString(experiment.files().journal())).endsWith("\n");
            }
        }
    }

    private byte[] journalOfTwoDecisions() {
        Experiment experiment = Runs.open(directory.resolve("whole"), time);
        try (experiment) {
            Runs.decide(experiment, "0001");
            try (Interval interval = experiment.begin("0002", Map.of())) {
                interval.audit(AuditPart.CONTEXT, "ünïcode ☂\nnew line");
                interval.decide(Runs.buy("0.38"));
            }
        }
        return Runs.bytes(experiment.files().journal());
    }

    private static long newlines(byte[] bytes, int length) {
        return IntStream.range(0, length).filter(i -> bytes[i] == '\n').count();
    }

    private static int lastLineEnd(byte[] bytes, int length) {
        int end = length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
