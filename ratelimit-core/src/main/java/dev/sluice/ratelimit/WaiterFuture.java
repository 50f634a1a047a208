package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A waiter's future. Whoever completes it first decides: if that is not the limiter, the waiter leaves the queue, and a grant that was
 * already made is handed back.
 */
final class WaiterFuture<T> extends CompletableFuture<T> {
    private final Engine engine;
    private final Function<List<HeldPermit>, T> wrap;
    private final Thread submitter = Thread.currentThread();
    private final AtomicReference<TimeSource.@Nullable Cancellable> expiry = new AtomicReference<>();
    private boolean submitting = true; // read and written by the submitter only

    WaiterFuture(Engine engine, Function<List<HeldPermit>, T> wrap) {
        this.engine = engine;
        this.wrap = wrap;
    }

    /** Dependent stages are ordinary futures: cancelling one of them does not reach the queue. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }

    void submit(List<Ticket> tickets, WaitBound bound) {
        Waiter waiter = new Waiter(tickets, bound, this::settled);
        CompletableFuture<T> watch = whenComplete((value, failure) -> {
            if (waiter.state() == Waiter.State.WAITING) {
                engine.abandon(waiter);
            }
        });
        try {
            engine.submit(waiter);
        } finally {
            submitting = false;
        }
        long left = waiter.deadline() - engine.time().nanoTime();
        if (!watch.isDone() && left < WaitBound.FOREVER_NANOS / 2) {
            expiry.set(engine.time().schedule(Duration.ofNanos(Math.max(0, left)), () -> engine.expire(waiter)));
            if (waiter.state() != Waiter.State.WAITING) {
                stopExpiry();
            }
        }
    }

    /** In the call itself completes at once; later on the executor, because dependent stages are the user's code. */
    private void settled(Waiter waiter) {
        stopExpiry();
        if (Thread.currentThread() == submitter && submitting) {
            complete(waiter);
            return;
        }
        try {
            engine.executor().execute(() -> complete(waiter));
        } catch (RejectedExecutionException e) {
            complete(waiter); // an executor that was shut down must not cost a permit
        }
    }

    private void complete(Waiter waiter) {
        if (waiter.state() == Waiter.State.REFUSED) {
            completeExceptionally(new PermitUnavailableException(waiter.refusal()));
        } else if (waiter.state() == Waiter.State.GRANTED
                && (isDone() || !complete(wrap.apply(engine.handOut(waiter))))) {
            engine.abandon(waiter);
        } else if (waiter.state() == Waiter.State.ABANDONED) {
            cancel(false); // withdrawn by its request's Cancellation, unless it is done already
        }
    }

    private void stopExpiry() {
        TimeSource.Cancellable running = expiry.getAndSet(null);
        if (running != null) {
            running.cancel();
        }
    }
}
