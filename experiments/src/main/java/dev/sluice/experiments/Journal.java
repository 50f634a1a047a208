package dev.sluice.experiments;

import dev.sluice.foundation.TimeSource;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Appends records to a journal, in one order, and forces them to disk. Thread-safe.
 *
 * <p>Writers append one after the other; one force serves all who appended before it. A {@link FileOutputStream} is used because a
 * {@code FileChannel} is closed by the interrupt of any thread that writes to it, and draining interrupts. After a failed write or force
 * nothing more is accepted: what the disk holds is then unknown, and opening the journal again finds out.
 */
final class Journal implements AutoCloseable {
    private final ReentrantLock appending = new ReentrantLock();
    private final ReentrantLock forcing = new ReentrantLock();
    private final Path file;
    private final FileOutputStream out;
    private final TimeSource time;
    private long records;
    private volatile @Nullable IOException broken;
    private volatile long written;
    private long forced;
    private boolean closed;

    /** @param records how many records the file holds; the next one's sequence number is one more */
    Journal(Path file, FileOutputStream out, TimeSource time, long records) {
        this.file = file;
        this.out = out;
        this.time = time;
        this.records = records;
        this.written = records;
        this.forced = records;
    }

    /** Appends a record; it is on disk after {@link #force} of the sequence number returned in it. */
    JournalRecord append(RecordType type, ObjectNode members) {
        appending.lock();
        try {
            if (closed) {
                throw new IllegalStateException("journal " + file + ": closed");
            }
            ObjectNode json = Json.MAPPER.createObjectNode();
            json.put("seq", records + 1);
            json.put("time", time.instant().toString());
            json.put("type", type.wireName());
            json.setAll(members);
            write(JournalLine.encode(json));
            records++;
            written = records;
            return JournalRecord.of(json);
        } finally {
            appending.unlock();
        }
    }

    /** Returns when the record with this sequence number, and all before it, are on disk. */
    void force(long seq) {
        forcing.lock();
        try {
            if (forced >= seq) {
                return;
            }
            refuseIfBroken();
            long upTo = written;
            try {
                out.getFD().sync();
            } catch (IOException e) {
                throw broken(e);
            }
            forced = upTo;
        } finally {
            forcing.unlock();
        }
    }

    /** Forces what was appended and gives the file back; does nothing the second time. */
    @Override
    public void close() {
        appending.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (broken == null) {
                force(written);
            }
            out.close();
        } catch (IOException e) {
            throw broken(e);
        } finally {
            appending.unlock();
        }
    }

    private void write(byte[] line) {
        refuseIfBroken();
        try {
            out.write(line);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void refuseIfBroken() {
        IOException earlier = broken;
        if (earlier != null) {
            throw broken(earlier);
        }
    }

    private ExperimentException broken(IOException e) {
        broken = e;
        return new ExperimentException("journal " + file + ": cannot be written: " + e.getMessage(), e);
    }
}
