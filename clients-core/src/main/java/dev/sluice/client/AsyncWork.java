package dev.sluice.client;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocking work on an executor's thread, as a future. Whoever completes the future otherwise, by {@code cancel}, {@code orTimeout} or in any
 * other way, ends the work by an interrupt, which hits its thread only while that does this work: the thread's name is given and taken back
 * under the lock under which the interrupt is sent, and an interrupt of ours that came late is cleared there.
 */
final class AsyncWork<T extends @Nullable Object> extends CallFuture<T> implements Runnable, Ongoing {
    private static final Logger LOG = LoggerFactory.getLogger(AsyncWork.class);

    private final Callable<T> work;
    private final CallOptions options;
    private final CallsInFlight inFlight;
    private final Object lock = new Object();
    private @Nullable Thread runner;
    private boolean begun;
    private boolean stopped;

    AsyncWork(Callable<T> work, CallOptions options, CallsInFlight inFlight, Executor executor) {
        super(executor);
        this.work = work;
        this.options = options;
        this.inFlight = inFlight;
    }

    /** Makes every other completion end the work. Not in the constructor: it hands this object out. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it fails with, this one has failed with
    AsyncWork<T> stoppable() {
        whenComplete((value, failure) -> stop());
        return this;
    }

    @Override
    public void run() {
        if (!begin()) {
            return;
        }
        try {
            work();
        } finally {
            inFlight.leave(this);
        }
    }

    /** Of any kind, as an executor's own futures do: there is nobody else to tell. */
    private void work() {
        try (CallScope scope = CallScope.openWithin(this, options)) {
            T value = scope.run(work::call);
            end();
            if (!complete(value)) {
                closeUnwanted(value);
            }
        } catch (Throwable failure) {
            end();
            completeExceptionally(failure);
        }
    }

    @Override
    public void cancel() {
        cancel(true);
    }

    private boolean begin() {
        synchronized (lock) {
            begun = !stopped;
            runner = begun ? Thread.currentThread() : null;
            return begun;
        }
    }

    private void end() {
        synchronized (lock) {
            if (runner != null && stopped) {
                // ours, and perhaps still pending: it must not meet what this thread does next
                Thread.interrupted();
            }
            runner = null;
        }
    }

    private void stop() {
        synchronized (lock) {
            stopped = true;
            if (runner != null) {
                runner.interrupt();
            }
            if (begun) {
                return;
            }
        }
        inFlight.leave(this);
    }

    /** A stream or a lease that came too late for its caller would be held for ever. */
    private static void closeUnwanted(@Nullable Object value) {
        Object held = value instanceof CallResult<?> result ? result.value() : value;
        if (held instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
            } catch (Exception failure) {
                LOG.warn("{}: unwanted result did not close", held.getClass().getName(), Causes.redacted(failure));
            }
        }
    }
}
