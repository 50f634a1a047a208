package dev.sluice.experiments;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to write one journal: held by one {@link Experiment} in one process; the kernel gives it back when that process dies. */
final class WriterLock implements AutoCloseable {
    private final FileChannel channel;

    private WriterLock(FileChannel channel) {
        this.channel = channel;
    }

    static WriterLock take(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new ExperimentException("journal " + file.resolveSibling("journal.jsonl")
                        + ": has a writer already (expected one; close the other experiment or use a new id)");
            }
            return new WriterLock(channel);
        } catch (IOException e) {
            throw new ExperimentException("lock file " + file + ": cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldInThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new ExperimentException("lock file: cannot be closed: " + e.getMessage(), e);
        }
    }
}
