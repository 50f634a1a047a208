package dev.sluice.examples;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Works through numbers from 1 on so many threads, each number once, until there are none left or no more are admitted. */
final class WorkerPool {
    private final AtomicInteger next = new AtomicInteger(1);
    private final CountDownLatch running;
    private final int count;
    private final int threads;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile boolean stopped;

    WorkerPool(int count, int threads) {
        this.count = count;
        this.threads = Math.min(count, threads);
        this.running = new CountDownLatch(this.threads);
    }

    /** Starts the threads; they are daemons, so that a drain that fails does not keep the process. */
    void start(IntConsumer work) {
        for (int i = 1; i <= threads; i++) {
            Thread thread = new Thread(() -> drainInto(work), "interval-worker-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Admits no further number. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /**
     * Waits for all threads to end; whether they did.
     *
     * @throws RuntimeException what ended a thread before its time; the others were stopped then
     */
    boolean await(Duration atMost) throws InterruptedException {
        boolean ended = running.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        RuntimeException first = failure.get();
        if (ended && first != null) {
            throw first;
        }
        return ended;
    }

    private void drainInto(IntConsumer work) {
        try {
            for (int number = next.getAndIncrement(); number <= count && !stopped; number = next.getAndIncrement()) {
                work.accept(number);
            }
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            stop();
        } finally {
            running.countDown();
        }
    }
}
