package dev.sluice.experiments;

import dev.sluice.foundation.TimeSource;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a journal for appending: reads what is there, cuts a torn tail off. */
final class JournalOpener {
    private JournalOpener() {}

    /** A journal ready to be appended to, and what was found in it. */
    record Opened(Journal journal, JournalReader.Scan found) {
        Recovery recovery(Tally tally) {
            return new Recovery(found.records(), found.totalBytes() - found.validBytes(), tally.running());
        }
    }

    /** @param tally is given every whole record */
    static Opened open(ExperimentFiles files, Tally tally, TimeSource time) {
        Path file = files.journal();
        boolean isNew = !Files.exists(file);
        JournalReader.Scan scan = isNew ? new JournalReader.Scan(0, 0, 0) : JournalReader.scan(file, tally::apply);
        try {
            if (scan.validBytes() < scan.totalBytes()) {
                cut(file, scan.validBytes());
            }
            FileOutputStream out = new FileOutputStream(file.toFile(), true);
            if (isNew) {
                AtomicFile.forceDirectory(files.directory());
            }
            return new Opened(new Journal(file, out, time, scan.records()), scan);
        } catch (IOException e) {
            throw new ExperimentException("journal " + file + ": cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void cut(Path file, long length) throws IOException {
        try (RandomAccessFile journal = new RandomAccessFile(file.toFile(), "rw")) {
            journal.setLength(length);
            journal.getFD().sync();
        }
    }
}
