package dev.sluice.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A rolling file whose directory is created; if it cannot be written, one line on standard error says so and lines go to the console. */
final class FileOrConsoleAppender extends RollingFileAppender<ILoggingEvent> {
    private @Nullable ConsoleAppender<ILoggingEvent> console;

    @Override
    public void start() {
        Path path = Path.of(getFile());
        try {
            prepare(path);
            super.start();
        } catch (IOException | SecurityException unwritable) {
            fallBack(path, unwritable.getClass().getSimpleName());
        }
        if (!isStarted()) {
            fallBack(path, "it cannot be opened");
        }
    }

    /** Who may not read the directory sees no file; as mode 0750 where that exists. */
    private static void prepare(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            boolean posix =
                    FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
            FileAttribute<?>[] mode = posix
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"))
                    }
                    : new FileAttribute<?>[0];
            Files.createDirectories(directory, mode);
        }
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                .close();
    }

    private void fallBack(Path file, String why) {
        System.err.println("sluice: cannot write the log to " + file + " (" + why + "): logging to the console");
        ConsoleAppender<ILoggingEvent> instead = new ConsoleAppender<>();
        instead.setName(getName());
        instead.setContext(getContext());
        instead.setEncoder(getEncoder());
        getCopyOfAttachedFiltersList().forEach(instead::addFilter);
        instead.start();
        console = instead;
        started = true;
    }

    @Override
    public void doAppend(ILoggingEvent event) {
        if (console == null) {
            super.doAppend(event);
        } else {
            console.doAppend(event);
        }
    }

    @Override
    public void stop() {
        if (console == null) {
            super.stop();
        } else {
            console.stop();
            started = false;
        }
    }
}
