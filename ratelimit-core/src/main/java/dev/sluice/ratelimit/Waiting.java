package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** The ways to wait: parked, not at all, or with a future. Thread-safe. */
final class Waiting {
    private final Engine engine;

    Waiting(Engine engine) {
        this.engine = engine;
    }

    /** Parks the calling thread until the waiter is settled. One timed park per waiter: it is woken by its own settlement or its bound. */
    List<HeldPermit> block(List<Ticket> tickets, WaitBound bound) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Thread thread = Thread.currentThread();
        Waiter waiter = new Waiter(tickets, bound, settled -> {
            if (Thread.currentThread() != thread) {
                LockSupport.unpark(thread);
            }
        });
        engine.submit(waiter);
        TimeSource time = engine.time();
        while (waiter.state() == Waiter.State.WAITING) {
            long left = waiter.deadline() - time.nanoTime();
            if (left <= 0) {
                engine.expire(waiter);
            } else {
                time.parkNanos(this, left);
                if (Thread.interrupted()) {
                    engine.abandon(waiter);
                    throw new InterruptedException();
                }
            }
        }
        if (waiter.state() == Waiter.State.REFUSED) {
            throw new PermitUnavailableException(waiter.refusal());
        }
        if (waiter.state() == Waiter.State.ABANDONED) {
            throw new CancellationException(waiter.describe() + ": wait cancelled");
        }
        return engine.handOut(waiter);
    }

    /** Settled when it returns. */
    Waiter now(List<Ticket> tickets) {
        Waiter waiter = new Waiter(tickets, new WaitBound(Duration.ZERO, null), settled -> {});
        engine.submit(waiter);
        return waiter;
    }

    /** A future that leaves the queue when it is completed from outside. */
    <T> CompletableFuture<T> later(List<Ticket> tickets, WaitBound bound, Function<List<HeldPermit>, T> wrap) {
        WaiterFuture<T> future = new WaiterFuture<>(engine, wrap);
        future.submit(tickets, bound);
        return future;
    }
}
