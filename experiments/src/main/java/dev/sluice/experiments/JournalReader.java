package dev.sluice.experiments;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a journal from its beginning, one record at a time, while it may still be growing.
 *
 * <p>A bad line with nothing whole behind it is a torn tail: what a process leaves that died while writing. A bad line before a whole one
 * cannot come from that, so it is damage and refused, never cut.
 */
final class JournalReader {
    private final Path file;
    private final Consumer<JournalRecord> consumer;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long validBytes;
    private long totalBytes;
    private long records;
    private boolean torn;

    private JournalReader(Path file, Consumer<JournalRecord> consumer) {
        this.file = file;
        this.consumer = consumer;
    }

    /**
     * What a whole reading found.
     *
     * @param validBytes where the last whole record ends
     * @param totalBytes length of the file
     * @param records how many whole records there are; also the last sequence number
     */
    record Scan(long validBytes, long totalBytes, long records) {}

    /** @throws ExperimentException if the file cannot be read or is damaged */
    static Scan scan(Path file, Consumer<JournalRecord> consumer) {
        JournalReader reader = new JournalReader(file, consumer);
        // FileInputStream, not a channel: an interrupt would close a channel under the reader.
        try (InputStream in = new FileInputStream(file.toFile())) {
            reader.readLines(in);
        } catch (IOException e) {
            throw new ExperimentException("journal " + file + ": cannot be read: " + e.getMessage(), e);
        }
        return new Scan(reader.validBytes, reader.totalBytes, reader.records);
    }

    private void readLines(InputStream in) throws IOException {
        byte[] chunk = new byte[1 << 16];
        for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
            int start = 0;
            for (int i = 0; i < length; i++) {
                if (chunk[i] == '\n') {
                    line.write(chunk, start, i - start);
                    totalBytes += i + 1L - start;
                    endLine();
                    start = i + 1;
                }
            }
            line.write(chunk, start, length - start);
            totalBytes += length - start;
        }
    }

    private void endLine() {
        ObjectNode json = JournalLine.decode(line.toByteArray());
        line.reset();
        if (json == null) {
            torn = true;
            return;
        }
        if (torn || json.path("seq").asLong(0) != records + 1) {
            throw new ExperimentException("journal " + file + ": damaged after record " + records + " (expected record "
                    + (records + 1) + "; nothing was changed, restore the file or use a new experiment id)");
        }
        records++;
        validBytes = totalBytes;
        consumer.accept(JournalRecord.of(json));
    }
}
