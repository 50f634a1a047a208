package dev.sluice.client;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The executor of the HTTP client: virtual threads where the JDK has them, else cached daemon threads.
 *
 * <p>Never the client's own default: with it, about one of 70,000 keep-alive calls fails with "header parser received no bytes" after the
 * server has answered (JDK-8336655 and its kin), and repeating such a call repeats what it did.
 */
final class HttpExecutors {
    private static final AtomicInteger THREADS = new AtomicInteger();

    private HttpExecutors() {}

    static ExecutorService create() {
        return Runtime.version().feature() >= 21 ? virtualThreads() : platformThreads();
    }

    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException unavailable) {
            return platformThreads();
        }
    }

    static ExecutorService platformThreads() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sluice-http-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
