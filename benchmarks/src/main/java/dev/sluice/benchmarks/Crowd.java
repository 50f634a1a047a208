package dev.sluice.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Threads that all do the same, over and over, from one moment on and for so long, each at least once. */
final class Crowd {
    private final int size;
    private final Starter starter;

    Crowd(int size, Starter starter) {
        this.size = size;
        this.starter = starter;
    }

    static Crowd ofPlatformThreads(int size) {
        return new Crowd(size, Starter.PLATFORM);
    }

    int size() {
        return size;
    }

    /** Returns when all have ended, each after the turn it was in. */
    Ran run(Duration duration, Turn turn) throws InterruptedException {
        return run(duration, turn, waiting -> {});
    }

    /** As {@link #run(Duration, Turn)}; the time begins when this preparation has been made, which finds the threads in their first turns. */
    Ran run(Duration duration, Turn turn, Consumer<List<Thread>> preparation) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        Stop stop = new Stop();
        List<Thread> threads = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int caller = i;
            threads.add(starter.start(() -> {
                start.await();
                do {
                    turn.take(caller);
                } while (!stop.asked);
            }));
        }
        start.countDown();
        preparation.accept(threads);
        long cpu = Cpu.processNanos();
        long begun = System.nanoTime();
        sleepUntil(begun + duration.toNanos());
        stop.asked = true;
        long nanos = System.nanoTime() - begun;
        for (Thread thread : threads) {
            thread.join();
        }
        return new Ran(begun, nanos, Cpu.processNanos() - cpu);
    }

    private static void sleepUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static final class Stop {
        volatile boolean asked;
    }

    /** One turn of one of the threads. */
    interface Turn {
        void take(int caller) throws InterruptedException;
    }

    /**
     * How it went.
     *
     * @param begun the moment of the start, on the scale of {@link System#nanoTime()}
     * @param nanos from the start until they were told to stop
     * @param cpuNanos of the process, until the last had ended
     */
    record Ran(long begun, long nanos, long cpuNanos) {}
}
