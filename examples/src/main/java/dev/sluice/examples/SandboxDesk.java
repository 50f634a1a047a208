package dev.sluice.examples;

import dev.sluice.daytona.CreateSandbox;
import dev.sluice.daytona.DaytonaClient;
import dev.sluice.daytona.SandboxLease;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gives sandboxes out and knows which are out, so that a drain leaves none behind. Thread-safe. */
final class SandboxDesk {
    private static final Duration WAIT = Duration.ofMinutes(10);

    private final DaytonaClient daytona;
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    private final Set<SandboxLease> out = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    SandboxDesk(DaytonaClient daytona) {
        this.daytona = daytona;
    }

    /** Something to do with a sandbox. */
    interface Work<T> {
        T with(SandboxLease sandbox);
    }

    /**
     * Waits for a sandbox, works with it, deletes it.
     *
     * @throws InterruptedException if the thread is interrupted, or the desk stopped, before there is one
     */
    <T> T lend(String interval, Work<T> work) throws InterruptedException {
        try (SandboxLease sandbox = open(interval)) {
            out.add(sandbox);
            try {
                return work.with(sandbox);
            } finally {
                out.remove(sandbox);
            }
        }
    }

    /** Gives out no more; who waits is interrupted, which leaves nothing behind. */
    void stop() {
        stopped = true;
        waiting.forEach(Thread::interrupt);
    }

    /** Deletes the sandboxes that are still out. */
    void abandon() {
        out.forEach(SandboxLease::close);
    }

    private SandboxLease open(String interval) throws InterruptedException {
        waiting.add(Thread.currentThread());
        try {
            if (stopped) {
                throw new InterruptedException("stopped");
            }
            CreateSandbox wanted = CreateSandbox.builder()
                    .label("interval", interval)
                    .networkBlocked()
                    .build();
            return daytona.openSandbox(wanted, WAIT);
        } finally {
            waiting.remove(Thread.currentThread());
        }
    }
}
