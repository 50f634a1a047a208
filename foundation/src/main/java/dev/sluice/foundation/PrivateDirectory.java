package dev.sluice.foundation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Directories of logs and experiments: who is neither their owner nor of its group sees no file. */
public final class PrivateDirectory {
    private PrivateDirectory() {}

    /**
     * Creates it and what is above it, with mode 0750 where the file system knows modes (less what the process's umask takes away). What exists keeps
     * its mode.
     *
     * @throws IOException if it cannot be created, or is a file
     */
    public static void create(Path directory) throws IOException {
        boolean posix = directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectories(directory, mode);
    }
}
