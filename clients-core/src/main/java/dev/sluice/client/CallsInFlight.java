package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The calls that are under way, streams that are open included, and asynchronous work, which may make further calls. Thread-safe. */
final class CallsInFlight {
    private final TimeSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Ongoing> all = new HashSet<>();
    private boolean closed;
    private boolean drainOver;

    CallsInFlight(TimeSource time) {
        this.time = time;
    }

    /** False once {@link #drain} has begun; work that is drained may make calls until that is over. */
    boolean enter(Ongoing one) {
        lock.lock();
        try {
            return (!closed || (!drainOver && all.contains(CallScope.work()))) && all.add(one);
        } finally {
            lock.unlock();
        }
    }

    void leave(Ongoing one) {
        lock.lock();
        try {
            all.remove(one);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets nobody in any more, waits for those inside, and cancels the ones that are left; but for the work that asks for it.
     *
     * @return how many were cancelled
     */
    int drain(Duration atMost) {
        TimeSource.Cancellable timer = time.schedule(Durations.bounded(atMost), this::endDrain);
        List<Ongoing> left = awaitEmpty();
        timer.cancel();
        left.forEach(Ongoing::cancel);
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

    private List<Ongoing> awaitEmpty() {
        lock.lock();
        try {
            closed = true;
            while (!others().isEmpty() && !drainOver) {
                changed.await();
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        endDrain();
        lock.lock();
        try {
            return others();
        } finally {
            lock.unlock();
        }
    }

    /** All but the work that this thread does itself. */
    private List<Ongoing> others() {
        Ongoing own = CallScope.work();
        return all.stream().filter(one -> one != own).toList();
    }
}
