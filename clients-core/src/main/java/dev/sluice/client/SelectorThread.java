package dev.sluice.client;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the work of one of the JDK's clients on the thread that brings it, and remembers the one that is its selector's.
 *
 * <p>Before 21 that client has no {@code close}: its selector, and with it the pool of idle connections, ends when a garbage collection
 * finds that nobody refers to the client any more, which may be never. An interrupt of the selector's thread ends both at once (seen on 17):
 * its loop asks for one, and then closes the pool. A client that never had an answer has no idle connection.
 */
final class SelectorThread implements Executor {
    private static final String NAME_ENDS = "-SelectorManager";

    private volatile @Nullable Thread thread;

    @Override
    public void execute(Runnable work) {
        if (thread == null) {
            Thread current = Thread.currentThread();
            if (current.getName().endsWith(NAME_ENDS)) {
                thread = current;
            }
        }
        work.run();
    }

    /** Ends the selector, if it ever had anything to do, and all its connections. */
    void end() {
        Thread selector = thread;
        if (selector != null) {
            selector.interrupt();
        }
    }
}
