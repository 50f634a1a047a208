package dev.sluice.experiments;

import dev.sluice.foundation.PrivateDirectory;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Replaces a file whole: readers see the old content or the new, never a part. */
final class AtomicFile {
    private AtomicFile() {}

    /** Writes the new content of a file, leaves the stream open. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    static void replace(Path target, Content content) {
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            // FileOutputStream, not a channel: an interrupt would close a channel under the writer.
            try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
                OutputStream buffered = new BufferedOutputStream(file);
                content.writeTo(buffered);
                buffered.flush();
                file.getFD().sync();
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ExperimentException("experiment file " + target + ": cannot be written: " + reason(e), e);
        }
    }

    /** Creates a directory and what is above it, closed to others, and checks that files can be made in it. */
    static void makeDirectory(Path directory) {
        try {
            PrivateDirectory.create(directory);
            Files.delete(Files.createTempFile(directory, "probe", ".tmp"));
        } catch (IOException e) {
            throw new ExperimentException(
                    "directory " + directory + ": cannot be used: " + reason(e) + " (expected a writable directory)",
                    e);
        }
    }

    /** Makes a new file's name survive a power failure; POSIX only, elsewhere a directory cannot be opened. */
    static void forceDirectory(Path directory) throws IOException {
        if (directory.getFileSystem().getSeparator().equals("/")) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
