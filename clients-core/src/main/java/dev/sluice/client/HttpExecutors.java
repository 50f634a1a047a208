package dev.sluice.client;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for exchanges whose start may block. Platform threads: looking up a name holds a virtual one's carrier.
 */
final class HttpExecutors {
    private static final AtomicInteger THREADS = new AtomicInteger();

    private HttpExecutors() {}

    static ExecutorService platformThreads() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sluice-http-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
