package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, until its answer's head is there. Made by the thread that waits for it.
 *
 * <p>The head is taken from the JDK's client where it is first seen, in the body handler. The client's own future would tell of it in the
 * JVM's common pool, which a bot may have filled; that step is never made for a future that is complete already, and so {@link #await}
 * completes it before it lets the client go on. (On 17 with two cores it would be a new thread for each answer.)
 */
final class Sending implements BodyHandler<BodyInput>, ForkJoinPool.ManagedBlocker {
    private final Thread caller = Thread.currentThread();
    private final BodyInput body;
    private volatile @Nullable Future<?> exchange;
    private volatile @Nullable ResponseInfo head;
    private volatile @Nullable Throwable failure;

    Sending(TimeSource time) {
        this.body = new BodyInput(time);
    }

    BodyInput body() {
        return body;
    }

    /** Sends on this thread, which nothing there blocks; only a failure is told in the common pool. */
    void start(HttpClient client, HttpRequest request) {
        try {
            CompletableFuture<HttpResponse<BodyInput>> future = client.sendAsync(request, this);
            CompletableFuture<?> unused = future.whenComplete(this::ended);
            sentAs(future);
        } catch (RuntimeException refused) {
            failed(refused);
        }
    }

    /** Sends on another thread, which may block and goes nowhere near the common pool. */
    void start(HttpClient client, HttpRequest request, Executor elsewhere) {
        FutureTask<?> task = new FutureTask<>(() -> blocking(client, request), null);
        sentAs(task);
        try {
            elsewhere.execute(task);
        } catch (RejectedExecutionException closed) {
            stop("client closed");
        }
    }

    private void blocking(HttpClient client, HttpRequest request) {
        try {
            ended(client.send(request, this), null);
        } catch (IOException | InterruptedException | RuntimeException broken) {
            failed(broken);
        }
    }

    private void sentAs(Future<?> future) {
        exchange = future;
        if (body.isStopped()) {
            cancel(future);
        }
    }

    /** Called by the client, on its selector's thread; the body follows there. */
    @Override
    public BodyInput apply(ResponseInfo arrived) {
        head = arrived;
        SelectorThread.wake(caller);
        return body;
    }

    /** A response without a body handler's part in it is a proxy's, which refuses a tunnel. */
    private void ended(@Nullable HttpResponse<?> response, @Nullable Throwable thrown) {
        failed(response != null && head == null ? new TunnelRefusedException(response.statusCode()) : thrown);
    }

    private void failed(@Nullable Throwable thrown) {
        if (thrown != null) {
            failure = thrown;
            LockSupport.unpark(caller);
        }
    }

    /** Waits for the head of the answer. */
    ResponseInfo await() throws IOException, InterruptedException {
        try {
            ForkJoinPool.managedBlock(this);
        } catch (InterruptedException interrupt) {
            stop("interrupted");
            throw interrupt;
        } finally {
            settle();
        }
        ResponseInfo arrived = head;
        if (arrived == null || body.isStopped()) {
            body.throwIfStopped();
            throw broken(failure);
        }
        return arrived;
    }

    /** A future that is complete can no longer cancel its exchange, so one without a head is cancelled here, whether or not who stops it has come to that. */
    private void settle() {
        Future<?> future = exchange;
        if (head == null || body.isStopped()) {
            cancel(future);
        } else if (future instanceof CompletableFuture<?> sent) {
            sent.complete(null);
        }
        body.handOver();
    }

    private static IOException broken(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }

    @Override
    public boolean isReleasable() {
        return head != null || failure != null || body.isStopped();
    }

    /** Parks through the pool's own door, so that a common pool whose threads make calls puts others in their place. */
    @Override
    public boolean block() throws InterruptedException {
        LockSupport.park(this);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return isReleasable();
    }

    /** Breaks the exchange off, before its head and after it; for this reason if it is the first. */
    void stop(String reason) {
        body.stop(reason);
        cancel(exchange);
        LockSupport.unpark(caller);
    }

    private static void cancel(@Nullable Future<?> future) {
        if (future != null) {
            future.cancel(true);
        }
    }
}
