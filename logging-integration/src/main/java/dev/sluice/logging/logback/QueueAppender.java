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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Keeps a slow file from slowing the program: lines wait in a bounded queue for a thread that writes them, and are dropped and counted when
 * it is full; the last fifth of it is kept for warnings and errors. Lines of a class that must not lose any are written by the thread that
 * logs them, and may so come before older ones that wait. What was dropped is told once per interval, as an event in the same files.
 */
final class QueueAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final Queued END = new Queued(null, 0);

    private final List<Appender<ILoggingEvent>> sinks;
    private final LoggingConfig.Queue config;
    private final boolean sourceLocation;
    private final TimeSource time;
    private final @Nullable BlockingQueue<Queued> queue;
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
        this.queue = config.size() == 0 ? null : new ArrayBlockingQueue<>(config.size());
        this.toldNanos = time.nanoTime();
    }

    @Override
    public void start() {
        super.start();
        if (queue != null) {
            writer.setDaemon(true);
            writer.start();
        }
    }

    /** How many lines were dropped. */
    long dropped() {
        return dropped.get();
    }

    @Override
    protected void append(ILoggingEvent event) {
        Queued queued = new Queued(event, Thread.currentThread().getId());
        if (queue == null || Line.retentionClass(event).isLossless()) {
            write(queued);
            return;
        }
        boolean urgent = event.getLevel().isGreaterOrEqual(Level.WARN);
        if (!urgent && queue.remainingCapacity() <= config.size() / 5) {
            dropped.incrementAndGet();
            return;
        }
        event.prepareForDeferredProcessing();
        if (sourceLocation) {
            event.getCallerData();
        }
        if (!queue.offer(queued) || (ending && !writer.isAlive() && queue.remove(queued))) {
            dropped.incrementAndGet();
        }
    }

    private void write() {
        BlockingQueue<Queued> waiting = queue;
        try {
            while (waiting != null) {
                Queued next = ending
                        ? waiting.poll()
                        : waiting.poll(config.reportEvery().toNanos() + 1, TimeUnit.NANOSECONDS);
                if (next != null && next.isLine()) {
                    write(next);
                } else if (ending) {
                    return;
                }
                tell(config.reportEvery().toNanos());
            }
        } catch (InterruptedException nobodyDoesThat) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Queued queued) {
        ILoggingEvent line = queued.line();
        if (line == null) {
            return;
        }
        Origin.is(queued.threadId());
        try {
            for (Appender<ILoggingEvent> sink : sinks) {
                sink.doAppend(line);
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
        if (queue != null) {
            end(queue);
        }
        sinks.forEach(Appender::stop);
    }

    private void end(BlockingQueue<Queued> waiting) {
        waiting.offer(END); // wakes a writer that waits; one that has a full queue wakes by itself
        try {
            writer.join(config.drain().toMillis() + 1);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
        for (Queued left = waiting.poll(); left != null; left = waiting.poll()) {
            if (left.isLine()) {
                dropped.incrementAndGet();
            }
        }
        if (!writer.isAlive()) {
            tell(0);
        }
    }

    private record Queued(@Nullable ILoggingEvent line, long threadId) {
        boolean isLine() {
            return line != null;
        }
    }
}
