package dev.sluice.ratelimit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The right to use one state file, beside which it keeps a lock file: the file itself is replaced now and then. The kernel gives the lock back
 * when the process dies.
 */
final class StateLock {
    /**
     * What this process has locked. The kernel's lock would not do inside one process: closing a second channel of the file, even one that did
     * not get the lock, gives up the first one's. It belongs to the process, so it is kept for the process.
     */
    private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

    private final Path lockFile;
    private final FileChannel channel;

    private StateLock(Path lockFile, FileChannel channel) {
        this.lockFile = lockFile;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param file whose directory exists, without links in its path
     * @throws StateFileException if it is taken
     */
    static StateLock take(Path file) throws IOException {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        if (!LOCKED.add(lockFile)) {
            throw taken(file, "this process");
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new StateLock(lockFile, channel);
            }
        } catch (IOException | RuntimeException e) {
            giveUp(lockFile, channel);
            throw e;
        }
        giveUp(lockFile, channel);
        throw taken(file, "another process");
    }

    void release() throws IOException {
        giveUp(lockFile, channel);
    }

    private static void giveUp(Path lockFile, @Nullable FileChannel channel) throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            LOCKED.remove(lockFile);
        }
    }

    private static StateFileException taken(Path file, String by) {
        return new StateFileException(
                "state file " + file + ": in use by " + by + " (expected: one Limiters per file)", null);
    }
}
