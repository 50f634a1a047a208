package dev.sluice.logging.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.event.LogEventsDropped;
import dev.sluice.logging.failure.LoggingFailures;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.event.KeyValuePair;

/**
 * Keeps a slow file from slowing the program: lines wait in a bounded queue for a thread that writes them, and are dropped and counted when
 * it is full; the last fifth of it is kept for warnings and errors. Lines of a class that must not lose any are written by the thread that
 * logs them, and may so come before older ones that wait. What was dropped is told once per interval, as an event in the same files.
 *
 * <p>The writing thread looks for lines every few milliseconds while there are some, and only then sleeps until it is woken: waking it for
 * each line cost the program more than making the line. It is woken early when half of the queue is taken, and by warnings and errors.
 */
final class QueueAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    /** How long a line waits at most for others to be written with it. */
    private static final long PAUSE_NANOS = 5_000_000;

    private final List<Appender<ILoggingEvent>> sinks;
    private final LoggingConfig.Queue config;
    private final boolean sourceLocation;
    private final TimeSource time;
    private final Queue<Queued> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicReference<State> state = new AtomicReference<>(State.WRITING);
    private final AtomicLong dropped = new AtomicLong();
    private final Thread writer = new Thread(this::write, "sluice-log");
    private volatile boolean ending;
    private long told;
    private long toldNanos;

    QueueAppender(
            List<Appender<ILoggingEvent>> sinks, LoggingConfig.Queue config, boolean sourceLocation, TimeSource time) {
        this.sinks = List.copyOf(sinks);
        this.config = config;
        this.sourceLocation = sourceLocation;
        this.time = time;
        this.toldNanos = time.nanoTime();
    }

    @Override
    public void start() {
        super.start();
        if (config.size() > 0) {
            writer.setDaemon(true);
            writer.start();
        }
    }

    /** Whether the writing thread waits to be woken. */
    boolean sleeps() {
        return state.get() == State.SLEEPING;
    }

    /** How many lines were dropped. */
    long dropped() {
        return dropped.get();
    }

    @Override
    protected void append(ILoggingEvent event) {
        Queued queued = new Queued(event, Thread.currentThread().getId());
        if (config.size() == 0 || Line.retentionClass(event).isLossless()) {
            write(queued);
            flush();
            return;
        }
        boolean urgent = event.getLevel().isGreaterOrEqual(Level.WARN);
        int room = urgent ? config.size() : config.size() - config.size() / 5;
        int place = waiting.incrementAndGet();
        if (place > room) {
            waiting.decrementAndGet();
            dropped.incrementAndGet();
            return;
        }
        event.prepareForDeferredProcessing();
        if (sourceLocation) {
            event.getCallerData();
        }
        queue.add(queued);
        wake(urgent || place >= config.size() / 2);
        if (ending && !writer.isAlive() && queue.remove(queued)) {
            dropped.incrementAndGet();
        }
    }

    private void wake(boolean soon) {
        State now = state.get();
        boolean sleeps = now == State.SLEEPING || (soon && now == State.PAUSING);
        if (sleeps && state.compareAndSet(now, State.WRITING)) {
            LockSupport.unpark(writer);
        }
    }

    private void write() {
        boolean busy = true;
        while (!Thread.currentThread().isInterrupted()) { // nobody does that
            boolean last = ending;
            boolean wrote = writeAll();
            if (last) {
                return;
            }
            busy |= wrote;
            rest(
                    busy ? State.PAUSING : State.SLEEPING,
                    busy ? PAUSE_NANOS : config.reportEvery().toNanos() + 1);
            busy = wrote;
        }
    }

    /** Whether there was anything to write. */
    private boolean writeAll() {
        boolean wrote = false;
        for (Queued next = queue.poll(); next != null; next = queue.poll()) {
            waiting.decrementAndGet();
            write(next);
            tell(config.reportEvery().toNanos());
            wrote = true;
        }
        tell(config.reportEvery().toNanos());
        if (wrote) {
            flush();
        }
        return wrote;
    }

    /** Who adds a line looks at the state after it, and here it is the other way round; so either the line is seen here, or this thread is woken. */
    private void rest(State how, long nanos) {
        state.set(how);
        if ((how == State.PAUSING || queue.isEmpty()) && !ending) {
            LockSupport.parkNanos(this, nanos);
        }
        state.set(State.WRITING);
    }

    private void flush() {
        for (Appender<ILoggingEvent> sink : sinks) {
            if (sink instanceof FileOrConsoleAppender file) {
                file.flush();
            }
        }
    }

    private void write(Queued queued) {
        Origin.is(queued.threadId());
        try {
            for (Appender<ILoggingEvent> sink : sinks) {
                sink.doAppend(queued.line());
            }
        } catch (Throwable failure) {
            LoggingFailures.record(failure);
        } finally {
            Origin.isUnknown();
        }
    }

    /** Tells of lines dropped since the last time, if that is long enough ago. */
    private void tell(long everyNanos) {
        long now = time.nanoTime();
        long all = dropped.get();
        if (all > told && now - toldNanos >= everyNanos) {
            write(new Queued(
                    event(new LogEventsDropped(all - told, all)),
                    Thread.currentThread().getId()));
            told = all;
            toldNanos = now;
        }
    }

    private LoggingEvent event(LogEventsDropped lost) {
        LoggerContext loggers = (LoggerContext) getContext();
        LoggingEvent event = new LoggingEvent(
                QueueAppender.class.getName(),
                loggers.getLogger("dev.sluice.events.error." + lost.eventType()),
                Level.convertAnSLF4JLevel(lost.level()),
                lost.message(),
                null,
                null);
        event.addKeyValuePair(new KeyValuePair("event_type", lost.eventType()));
        lost.fields().forEach((key, value) -> event.addKeyValuePair(new KeyValuePair(key, value)));
        return event;
    }

    /** Takes no more lines, writes those that wait within the configured time, counts the rest as dropped, and ends the sinks. */
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        ending = true;
        if (config.size() > 0) {
            end();
        }
        sinks.forEach(Appender::stop);
    }

    private void end() {
        LockSupport.unpark(writer);
        try {
            writer.join(config.drain().toMillis() + 1);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
        while (queue.poll() != null) {
            dropped.incrementAndGet();
        }
        if (!writer.isAlive()) {
            tell(0);
        }
    }

    /** What the writing thread does. */
    private enum State {
        WRITING,
        /** For a moment, or until there is need. */
        PAUSING,
        /** Until there is a line. */
        SLEEPING
    }

    private record Queued(ILoggingEvent line, long threadId) {}
}
