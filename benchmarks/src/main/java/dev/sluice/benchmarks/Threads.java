package dev.sluice.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Looks at what threads do. */
final class Threads {
    private static final long LOOK_NANOS = 1_000_000;
    private static final int LOOKS = 3;

    private Threads() {}

    /** Returns when each waits for something, or has ended, and was seen so a few times in a row: not just for a lock. */
    static void awaitWaiting(List<Thread> threads) {
        for (int seen = 0; seen < LOOKS; ) {
            LockSupport.parkNanos(LOOK_NANOS);
            seen = threads.stream().allMatch(Threads::isWaiting) ? seen + 1 : 0;
        }
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> true;
            case NEW, RUNNABLE, BLOCKED -> false;
        };
    }

    /** Returns when all have ended, but at the latest after so long; true if they have. */
    static boolean join(List<Thread> threads, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (Thread thread : threads) {
            thread.join(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
