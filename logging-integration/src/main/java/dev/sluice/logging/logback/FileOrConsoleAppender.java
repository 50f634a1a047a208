package dev.sluice.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TriggeringPolicy;
import ch.qos.logback.core.rolling.TriggeringPolicyBase;
import dev.sluice.foundation.PrivateDirectory;
import dev.sluice.logging.failure.LoggingFailures;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A rolling file whose directory is created; if it cannot be written, one line on standard error says so and lines go to the console. */
final class FileOrConsoleAppender extends RollingFileAppender<ILoggingEvent> {
    private @Nullable ConsoleAppender<ILoggingEvent> console;
    private final AtomicLong bytes = new AtomicLong();

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

    private static void prepare(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            PrivateDirectory.create(directory);
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
    public void openFile(String name) throws IOException {
        super.openFile(name);
        bytes.set(new File(name).length());
    }

    @Override
    protected void updateByteCount(byte[] line) {
        super.updateByteCount(line);
        bytes.addAndGet(line.length);
    }

    /** Has the file rolled before it gets more than a line longer than this; what is still in memory counts. */
    TriggeringPolicy<ILoggingEvent> rolledAt(long maxBytes) {
        TriggeringPolicyBase<ILoggingEvent> policy = new TriggeringPolicyBase<>() {
            @Override
            public boolean isTriggeringEvent(File active, ILoggingEvent event) {
                return bytes.get() >= maxBytes;
            }
        };
        policy.setContext(getContext());
        policy.start();
        return policy;
    }

    /** Hands the file what is still in memory. */
    void flush() {
        streamWriteLock.lock();
        try {
            OutputStream out = getOutputStream();
            if (out != null) {
                out.flush();
            }
        } catch (IOException broken) {
            LoggingFailures.record(broken);
        } finally {
            streamWriteLock.unlock();
        }
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
