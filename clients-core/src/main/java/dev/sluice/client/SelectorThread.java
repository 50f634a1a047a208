package dev.sluice.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs the work of one of the JDK's clients on the thread that brings it, and remembers the one that is its selector's.
 *
 * <p>Who waits for an answer's head is woken when the piece of work in which it was found is done, and with it what came in the same packet:
 * woken at once, one caller in three found no body yet, and slept again.
 *
 * <p>Before 21 that client has no {@code close}: its selector, and with it the pool of idle connections, ends when a garbage collection
 * finds that nobody refers to the client any more, which may be never. An interrupt of the selector's thread ends both at once (seen on 17):
 * its loop asks for one, and then closes the pool. A client that never had an answer has no idle connection.
 */
final class SelectorThread implements Executor {
    private static final String NAME_ENDS = "-SelectorManager";
    private static final ThreadLocal<@Nullable SelectorThread> OWN = new ThreadLocal<>();

    private volatile @Nullable Thread thread;

    /** Of the selector's thread alone, as is what it has to wake. */
    private boolean working;

    private final List<Thread> waiting = new ArrayList<>();

    @Override
    public void execute(Runnable work) {
        if (thread == null) {
            Thread current = Thread.currentThread();
            if (current.getName().endsWith(NAME_ENDS)) {
                thread = current;
                OWN.set(this);
            }
        }
        if (thread != Thread.currentThread() || working) {
            work.run();
        } else {
            wakingAfter(work);
        }
    }

    private void wakingAfter(Runnable work) {
        working = true;
        try {
            work.run();
        } finally {
            working = false;
            waiting.forEach(LockSupport::unpark);
            waiting.clear();
        }
    }

    /** Wakes a thread when this one, if it is a selector's, has done its piece of work; else at once. */
    static void wake(Thread sleeper) {
        SelectorThread own = OWN.get();
        if (own != null && own.working) {
            own.waiting.add(sleeper);
        } else {
            LockSupport.unpark(sleeper);
        }
    }

    /** Ends the selector, if it ever had anything to do, and all its connections. */
    void end() {
        Thread selector = thread;
        if (selector != null) {
            selector.interrupt();
        }
    }
}
