package dev.sluice.foundation.config;

import dev.sluice.foundation.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file that is followed while the program runs. It is looked at in even intervals and compared by content, so that a change
 * inside one tick of the file system's clock, a replacement by rename and a swapped symbolic link are all found. A content is judged once two
 * looks have found it the same: what an editor has half written is passed over, and so is a moment without a file. A file without any key,
 * which would mean every default when it is opened, is refused here: it is the beginning of every rewriting, and limits must not be lifted
 * by it. A content is accepted whole or refused whole, and told once; what is refused changes nothing.
 *
 * <p>Thread-safe. Looks are started by the {@link TimeSource}'s timer and run on a daemon thread of the watch's own, {@code
 * sluice-configuration-watch}, because a file system may block; it ends with {@link #close()}.
 */
public final class ConfigurationWatch implements AutoCloseable {
    /** The part of an interval after which a new content is looked at again. */
    private static final int SECOND_LOOK = 4;

    private final Path file;
    private final ConfigurationReader reader;
    private volatile Configuration configuration;
    private volatile @Nullable Running running;
    private volatile boolean closed;

    /** The content last accepted or refused, and the one found by the last look; touched by one look at a time. */
    private Content judged;

    private Content seen;

    private ConfigurationWatch(Path file, ConfigurationReader reader) {
        this.file = file;
        this.reader = reader;
        judged = Content.of(file);
        seen = judged;
        configuration = judged.read(reader);
    }

    /**
     * Reads the file; nothing is followed before {@link #start}.
     *
     * @throws ConfigurationException if it is refused
     */
    public static ConfigurationWatch open(Path file, ConfigurationReader reader) {
        return new ConfigurationWatch(file, reader);
    }

    /**
     * Checks an interval before anything is opened.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public static void checkInterval(Duration every) {
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("interval: " + every + " (expected: above zero)");
        }
    }

    /** The file as last accepted. */
    public Configuration configuration() {
        return configuration;
    }

    /** Where the file is, as given. */
    public Path file() {
        return file;
    }

    /**
     * Begins to follow the file. What changed since it was read is found by the first look.
     *
     * @param every the interval between two looks, above zero; a change is told a quarter of it after the look that found it
     * @throws IllegalArgumentException if the interval is not above zero
     * @throws IllegalStateException if it was started or closed before
     */
    public void start(TimeSource time, Duration every, Listener listener) {
        ThreadPoolExecutor own = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "sluice-configuration-watch");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy()); // a look that comes after close()
        start(new Running(time, every, listener, own, own::shutdown));
    }

    /** The same, with looks run by this. */
    void start(TimeSource time, Duration every, Listener listener, Executor looks) {
        start(new Running(time, every, listener, looks, () -> {}));
    }

    private synchronized void start(Running started) {
        if (running != null || closed) {
            throw new IllegalStateException("watch of " + file + ": started before");
        }
        running = started;
        started.next(started.every);
    }

    /** Ends it. A look that is under way may still tell what it found. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        Running started = running;
        if (started != null) {
            started.stop();
        }
    }

    /** Returns whether the next look is to come soon. */
    private boolean look(Listener listener) {
        Content now = Content.of(file);
        boolean same = now.equals(seen);
        seen = now;
        if (now.equals(judged)) {
            return false;
        }
        if (!same) {
            return true;
        }
        judged = now;
        judge(now, listener);
        return false;
    }

    private void judge(Content content, Listener listener) {
        Configuration changed;
        try {
            changed = content.reread(reader);
            listener.onChanged(changed);
        } catch (ConfigurationException refused) {
            listener.onRefused(refused);
            return;
        } catch (RuntimeException failed) {
            listener.onRefused(new ConfigurationException(
                    file + ": could not be put in force, " + failed.getMessage() + " (expected: other values)",
                    failed));
            return;
        }
        configuration = changed;
    }

    /** Hears of contents, each once, one after the other, on the watch's thread. */
    public interface Listener {
        /**
         * The file has another content, and it is valid. It counts as {@link ConfigurationWatch#configuration() accepted} when this returns.
         *
         * @throws RuntimeException if it cannot be put in force, with nothing changed; {@link #onRefused} hears of it
         */
        void onChanged(Configuration changed);

        /** The file has another content, or is gone, and cannot be used; the configuration stays as it was. */
        void onRefused(ConfigurationException refusal);
    }

    /** A started watch. */
    private final class Running {
        private final TimeSource time;
        private final Duration every;
        private final Listener listener;
        private final Executor looks;
        private final Runnable end;
        private TimeSource.@Nullable Cancellable timer;

        Running(TimeSource time, Duration every, Listener listener, Executor looks, Runnable end) {
            checkInterval(every);
            this.time = time;
            this.every = every;
            this.listener = listener;
            this.looks = looks;
            this.end = end;
        }

        void next(Duration delay) {
            synchronized (ConfigurationWatch.this) {
                if (!closed) {
                    timer = time.schedule(delay, () -> looks.execute(this::run));
                }
            }
        }

        private void run() {
            boolean soon = false;
            try {
                soon = !closed && look(listener);
            } finally {
                next(soon ? every.dividedBy(SECOND_LOOK) : every);
            }
        }

        void stop() {
            TimeSource.Cancellable pending = timer;
            if (pending != null) {
                pending.cancel();
            }
            end.run();
        }
    }
}
