package dev.sluice.benchmarks;

import java.lang.reflect.Method;
import java.util.Optional;

/** Starts threads of one kind. */
interface Starter {
    /** Daemons of the operating system. */
    Starter PLATFORM = work -> {
        Thread thread = new Thread(quiet(work), "sluice-benchmark");
        thread.setDaemon(true);
        thread.start();
        return thread;
    };

    Thread start(Work work);

    /** Virtual threads, from JDK 21 on; this module is compiled for 17. */
    static Optional<Starter> virtual() {
        try {
            Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
            return Optional.of(work -> {
                try {
                    return (Thread) start.invoke(null, quiet(work));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException("virtual thread: not started", e);
                }
            });
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static Runnable quiet(Work work) {
        return () -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    /** What a thread does until it has done it or is interrupted. */
    interface Work {
        void run() throws InterruptedException;
    }
}
