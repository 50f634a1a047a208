package dev.sluice.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {
    private final List<JournalRecord> records = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void empty_isNoRecords() {
        assertThat(scan()).isEqualTo(new JournalReader.Scan(0, 0, 0));
        assertThat(records).isEmpty();
    }

    @Test
    void records_areGivenInOrder() {
        line(1, "a");
        line(2, "b");
        assertThat(scan()).isEqualTo(new JournalReader.Scan(content.size(), content.size(), 2));
        assertThat(records).extracting(JournalRecord::intervalId).containsExactly("a", "b");
        assertThat(records).extracting(JournalRecord::type).containsOnly(RecordType.INTERVAL_STARTED);
    }

    @Test
    void recordLongerThanTheReadBuffer_isReadWhole() {
        line(1, "x".repeat(200_000));
        line(2, "b");
        scan();
        assertThat(records).extracting(entry -> entry.intervalId().length()).containsExactly(200_000, 1);
    }

    @Test
    void tornTail_isLeftOut_evenOfSeveralBadLines() {
        line(1, "a");
        int whole = content.size();
        content.writeBytes("{\"seq\":2,\n\u0000\u0000\n{\"se".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(scan()).isEqualTo(new JournalReader.Scan(whole, content.size(), 1));
    }

    @Test
    void wholeRecordBehindABadLine_isDamage() {
        line(1, "a");
        content.write('\n');
        line(2, "b");
        assertThatThrownBy(this::scan)
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("damaged after record 1 (expected record 2;");
        assertThat(records).hasSize(1);
    }

    @Test
    void recordTwice_isDamage() {
        line(1, "a");
        line(1, "a");
        assertThatThrownBy(this::scan).hasMessageContaining("damaged after record 1");
    }

    @Test
    void absentFile_isSaid() {
        Path absent = directory.resolve("absent.jsonl");
        assertThatThrownBy(() -> JournalReader.scan(absent, records::add))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining("absent.jsonl: cannot be read");
    }

    private void line(long seq, String intervalId) {
        content.writeBytes(JournalLine.encode(Json.MAPPER
                .createObjectNode()
                .put("seq", seq)
                .put("time", "2026-01-01T00:00:00Z")
                .put("type", "interval_started")
                .put("interval_id", intervalId)));
    }

    private JournalReader.Scan scan() {
        Path file = directory.resolve("journal.jsonl");
        Runs.write(file, content.toByteArray());
        return JournalReader.scan(file, records::add);
    }
}
