package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way, until its answer's head is there.
 *
 * <p>{@code sendAsync} completes its future in the JVM's common pool whatever executor the client has, so a bot that fills that pool would
 * wait for ever; {@code send}, on a thread of ours, does not go there, and an interrupt of that thread cuts the connection.
 */
final class Sending {
    private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();
    private final AtomicReference<@Nullable BodyInput> body = new AtomicReference<>();
    private final FutureTask<HttpResponse<BodyInput>> exchange;
    private final TimeSource time;

    Sending(HttpClient client, HttpRequest request, TimeSource time) {
        this.time = time;
        this.exchange = new FutureTask<>(() -> client.send(request, head -> body()));
    }

    void start(Executor executor) {
        try {
            executor.execute(exchange);
        } catch (RejectedExecutionException ended) {
            stop("client closed");
        }
    }

    /** Waits for the head of the answer. */
    HttpResponse<BodyInput> await() throws IOException, InterruptedException {
        try {
            return exchange.get();
        } catch (ExecutionException | CancellationException broken) {
            String reason = stopped.get();
            if (reason != null) {
                throw new StoppedException(reason);
            }
            throw broken.getCause() instanceof IOException io ? io : new IOException(broken.getCause());
        }
    }

    /** Breaks the exchange off, for this reason if it is the first. */
    void stop(String reason) {
        stopped.compareAndSet(null, reason);
        exchange.cancel(true);
        cut();
    }

    private BodyInput body() {
        BodyInput input = new BodyInput(time);
        body.set(input);
        cut();
        return input;
    }

    /** A head that arrives while the exchange is broken off leaves no connection behind. */
    private void cut() {
        BodyInput input = body.get();
        String reason = stopped.get();
        if (input != null && reason != null) {
            input.stop(reason);
        }
    }
}
