package dev.sluice.ratelimit;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is appended to, and now and then replaced. A {@link FileOutputStream}, because a channel is closed by the interrupt of any
 * thread that writes to it.
 */
final class StateFileStore implements StateStore {
    private final Path file;
    private final StateLock lock;
    private @Nullable FileOutputStream out;

    /**
     * @param lock held for it, given back at the end
     */
    StateFileStore(Path file, StateLock lock) {
        this.file = file;
        this.lock = lock;
    }

    @Override
    public void append(byte[] bytes) throws IOException {
        if (out == null) {
            out = new FileOutputStream(file.toFile(), true);
        }
        out.write(bytes);
    }

    /** Writes beside the file, forces it to disk, and renames it. */
    @Override
    public void replace(byte[] bytes) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".tmp");
        FileOutputStream next = new FileOutputStream(beside.toFile());
        try {
            next.write(bytes);
            next.getFD().sync();
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        FileOutputStream old = out;
        out = next;
        if (old != null) {
            old.close();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (out != null) {
                out.close();
            }
        } finally {
            lock.release();
        }
    }
}
