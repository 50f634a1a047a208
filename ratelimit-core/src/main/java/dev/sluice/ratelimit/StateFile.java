package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The charges that outlive the process: a text file to which every charge of a long window is appended before its permit is given out, so that
 * they are with the operating system when the process is killed. Nothing is forced to disk but what replaces the file. Thread-safe; no method
 * is called with an account's lock held.
 *
 * <p>A write that fails costs no permit: limits go on in memory, each distinct problem is logged once, and now and then the whole file is written
 * anew, which also makes good what is missing.
 */
final class StateFile implements AutoCloseable {
    static final int COMPACT_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);
    private static final long HEAL_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int MOST_PROBLEMS = 16;

    private final ReentrantLock writing = new ReentrantLock();
    private final Set<String> problems = new HashSet<>();
    private final String name;
    private final TimeSource time;
    private final StateStore store;
    private final ChargeBook book;
    private long size;
    private long compactAt;
    private boolean broken;
    private long brokenAt;
    private boolean closed;

    /**
     * Replaces what is stored by what still counts.
     *
     * @param book what was stored
     */
    StateFile(String name, TimeSource time, StateStore store, ChargeBook book) throws IOException {
        this.name = name;
        this.time = time;
        this.store = store;
        this.book = book;
        compact();
    }

    /**
     * Opens a file, made if there is none, and reads what still counts.
     *
     * @throws StateFileException if it is in use, cannot be read or written, or holds something else; it is unchanged then
     */
    static StateFile open(Path file, TimeSource time) {
        try {
            Path real = Files.exists(file)
                    ? file.toRealPath()
                    : file.toAbsolutePath().normalize();
            StateStore store = new StateFileStore(real, StateLock.take(real));
            try {
                return new StateFile(file.toString(), time, store, StateReader.read(file, real, time.instant()));
            } catch (IOException | RuntimeException e) {
                store.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StateFileException(
                    "state file " + file + ": " + e + " (expected: a file that can be read and written)", e);
        }
    }

    ChargeBook book() {
        return book;
    }

    /** Hands these lines to the operating system, together; after {@link #close()}, drops them. */
    void append(List<StateLine> lines) {
        writing.lock();
        try {
            if (closed) {
                return;
            }
            lines.forEach(book::enter);
            if (!broken) {
                write(lines);
            } else if (time.nanoTime() - brokenAt >= HEAL_NANOS) {
                heal();
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(List<StateLine> lines) {
        byte[] bytes = text("", lines);
        try {
            store.append(bytes);
            size += bytes.length;
            if (size > compactAt) {
                compact();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private void heal() {
        try {
            compact();
            broken = false;
            LOG.info("state file {}: written again, nothing is missing", name);
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        broken = true;
        brokenAt = time.nanoTime();
        if (problems.size() < MOST_PROBLEMS && problems.add(String.valueOf(e))) {
            LOG.warn("state file {}: cannot be written; limits go on in memory", name, e);
        }
    }

    private void compact() throws IOException {
        byte[] bytes = text(StateReader.HEADER + "\n", book.lines(time.instant()));
        store.replace(bytes);
        size = bytes.length;
        compactAt = Math.max(COMPACT_BYTES, 2 * size);
    }

    private static byte[] text(String header, List<StateLine> lines) {
        StringBuilder text = new StringBuilder(header);
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        writing.lock();
        try {
            if (!closed) {
                closed = true;
                store.close();
            }
        } catch (IOException e) {
            LOG.warn("state file {}: cannot be closed", name, e);
        } finally {
            writing.unlock();
        }
    }
}
