package dev.sluice.client;

import dev.sluice.logging.context.LogContext;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs blocking work elsewhere: on the bot's executor, or on one of our own, which is made at first use. Thread-safe. */
final class AsyncCalls implements AutoCloseable {
    private final CallsInFlight inFlight;
    private final @Nullable Executor given;
    private @Nullable ExecutorService own;
    private boolean closed;

    AsyncCalls(CallsInFlight inFlight, @Nullable Executor given) {
        this.inFlight = inFlight;
        this.given = given;
    }

    <T extends @Nullable Object> CompletableFuture<T> submit(CallOptions options, Callable<T> work) {
        CallOptions all = CallScope.options().overriddenBy(options);
        Executor executor;
        try {
            executor = executor();
        } catch (RejectedExecutionException closedAlready) {
            CallFuture<T> failed = new CallFuture<>(Runnable::run);
            failed.completeExceptionally(closedAlready);
            return failed;
        }
        AsyncWork<T> task = new AsyncWork<>(LogContext.capture().wrap(work), all, inFlight, executor).stoppable();
        if (!inFlight.enter(task)) {
            task.completeExceptionally(refusal());
            return task;
        }
        try {
            executor.execute(new Turn(task));
        } catch (RuntimeException | Error refused) {
            task.completeExceptionally(refused); // of any kind: a JVM that has no thread left says so by an error
        }
        return task;
    }

    private synchronized Executor executor() {
        if (given != null) {
            return given;
        }
        if (closed) {
            throw refusal();
        }
        if (own == null) {
            own = AsyncExecutors.create();
        }
        return own;
    }

    private static RejectedExecutionException refusal() {
        return new RejectedExecutionException("asynchronous call: client closed (expected: a call before close)");
    }

    /**
     * What the executor gets. Forgets the work when it begins: a virtual thread remembers what it ran, and an open stream's call its thread, so
     * that a future which nobody has any more would be in reach, and with it the stream.
     */
    private static final class Turn implements Runnable {
        private @Nullable Runnable work;

        private Turn(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            Runnable mine = work;
            work = null;
            if (mine != null) {
                mine.run();
            }
        }
    }

    /** Ends our own threads; a bot's executor is the bot's. */
    @Override
    public synchronized void close() {
        closed = true;
        if (own != null) {
            own.shutdown();
        }
    }
}
