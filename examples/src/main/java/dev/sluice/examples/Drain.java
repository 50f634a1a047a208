package dev.sluice.examples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and SIGTERM ask for. The JVM runs shutdown hooks while the other threads go on: the hook raises a flag and holds the JVM until
 * the main thread has cleaned up, ten seconds at most.
 */
final class Drain {
    private static final int LIMIT_MILLIS = 10_000;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /** From now on, the end of the JVM waits for {@link #finished}. */
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "demo-drain"));
    }

    /** Asks for it, as a signal does. */
    void request() {
        requested.countDown();
    }

    boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Everything is cleaned up and printed. */
    void finished() {
        finished.countDown();
    }

    private void hold() {
        request();
        try {
            if (!finished.await(LIMIT_MILLIS, TimeUnit.MILLISECONDS)) {
                System.err.println("demo: not drained within " + LIMIT_MILLIS / 1000 + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
