package dev.sluice.benchmarks;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

/**
 * The machine's time, remembering every reading of the clock and whose it was: a limiter's stamps are among them. Thread-safe; to be read when
 * the limiter is at rest.
 */
final class RecordingTime implements TimeSource {
    private final TimeSource machine = TimeSource.system();
    private final Queue<Readings> all = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<Readings> own = ThreadLocal.withInitial(() -> {
        Readings readings = new Readings();
        all.add(readings);
        return readings;
    });

    /** How many readings the calling thread has made. */
    int mark() {
        return own.get().size;
    }

    /** The calling thread's readings since then. */
    long[] since(int mark) {
        Readings readings = own.get();
        return Arrays.copyOfRange(readings.values, mark, readings.size);
    }

    /** The readings of all threads, sorted. */
    long[] sorted() {
        return all.stream().flatMapToLong(Readings::stream).sorted().toArray();
    }

    @Override
    public long nanoTime() {
        long now = machine.nanoTime();
        own.get().add(now);
        return now;
    }

    @Override
    public Instant instant() {
        return machine.instant();
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
        machine.parkNanos(blocker, nanos);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return machine.schedule(delay, task);
    }

    /** One thread's; the volatile size shows the values to others. */
    private static final class Readings {
        private long[] values = new long[1024];
        private volatile int size;

        private void add(long now) {
            int next = size;
            if (next == values.length) {
                values = Arrays.copyOf(values, 2 * next);
            }
            values[next] = now;
            size = next + 1;
        }

        private LongStream stream() {
            int seen = size;
            return Arrays.stream(values, 0, seen);
        }
    }
}
