package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Chain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Heap that threads take while they wait. Measure twice: the first time, what stays is counted too. */
final class WaiterMemory {
    private static final int COLLECTIONS = 2;

    private final int waiters;
    private final Starter starter;

    WaiterMemory(int waiters, Starter starter) {
        this.waiters = waiters;
        this.starter = starter;
    }

    /** Bytes per thread that waits for nothing of a limiter's. */
    double ofParked() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        return measured(end::await, end::countDown);
    }

    /** Bytes per thread that waits for the chain, whose only permit is out. */
    <H> double ofWaiters(Chain<H> chain) throws InterruptedException {
        H held = chain.acquire();
        return measured(chain::pass, () -> chain.release(held));
    }

    private double measured(Starter.Work work, Runnable end) throws InterruptedException {
        List<Thread> threads = new ArrayList<>(waiters);
        long before = used();
        for (int i = 0; i < waiters; i++) {
            threads.add(starter.start(work));
        }
        Threads.awaitWaiting(threads);
        double each = (double) (used() - before) / waiters;
        end.run();
        for (Thread thread : threads) {
            thread.join();
        }
        return each;
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
