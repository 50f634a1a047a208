package dev.sluice.client;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Where asynchronous calls block: virtual threads where the JDK has them, else cached daemon threads; all named {@code sluice-call-…}. */
final class AsyncExecutors {
    private static final String NAME = "sluice-call-";

    private AsyncExecutors() {}

    static ExecutorService create() {
        if (Runtime.version().feature() < 21) {
            return Executors.newCachedThreadPool(platformThreads());
        }
        try {
            return (ExecutorService) Executors.class
                    .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                    .invoke(null, virtualThreads());
        } catch (ReflectiveOperationException unavailable) {
            return Executors.newCachedThreadPool(platformThreads());
        }
    }

    static ThreadFactory platformThreads() {
        AtomicInteger threads = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, NAME + threads.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@code Thread.ofVirtual().name("sluice-call-", 1).factory()}, which Java 17 cannot say. */
    private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        builder = type.getMethod("name", String.class, long.class).invoke(builder, NAME, 1L);
        return (ThreadFactory) type.getMethod("factory").invoke(builder);
    }
}
