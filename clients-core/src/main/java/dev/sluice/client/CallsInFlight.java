package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The calls that are under way, streams that are open included. Thread-safe. */
final class CallsInFlight {
    private final TimeSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Call> calls = new HashSet<>();
    private boolean closed;
    private boolean drainOver;

    CallsInFlight(TimeSource time) {
        this.time = time;
    }

    /** False once {@link #drain} has begun. */
    boolean enter(Call call) {
        lock.lock();
        try {
            return !closed && calls.add(call);
        } finally {
            lock.unlock();
        }
    }

    void leave(Call call) {
        lock.lock();
        try {
            calls.remove(call);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets nobody in any more, waits for those inside, and cancels the ones that are left.
     *
     * @return how many were cancelled
     */
    int drain(Duration atMost) {
        TimeSource.Cancellable timer = time.schedule(atMost, this::endDrain);
        List<Call> left = awaitEmpty();
        timer.cancel();
        left.forEach(Call::cancel);
        return left.size();
    }

    private void endDrain() {
        lock.lock();
        try {
            drainOver = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private List<Call> awaitEmpty() {
        lock.lock();
        try {
            closed = true;
            while (!calls.isEmpty() && !drainOver) {
                changed.await();
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return snapshot();
    }

    private List<Call> snapshot() {
        lock.lock();
        try {
            return List.copyOf(calls);
        } finally {
            lock.unlock();
        }
    }
}
