package dev.sluice.client;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** The JDK's client, and how much of bodies it was asked for and has given. */
final class WatchedHttpClient extends HttpClient {
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(Redirect.NEVER)
            .executor(Runnable::run)
            .build();
    private final Object lock = new Object();
    private long asked;
    private long given;
    private long bytes;

    /** Waits until all that was asked for has been given; tells how many bytes these were. */
    long awaitDemandMet() throws InterruptedException {
        synchronized (lock) {
            while (asked == 0 || given < asked) {
                lock.wait();
            }
            return bytes;
        }
    }

    /** Batches that were asked for. */
    long asked() {
        synchronized (lock) {
            return asked;
        }
    }

    private void ask(long batches) {
        synchronized (lock) {
            asked += batches;
        }
    }

    private void give(long size) {
        synchronized (lock) {
            given++;
            bytes += size;
            lock.notifyAll();
        }
    }

    private <T> BodyHandler<T> watched(BodyHandler<T> handler) {
        return head -> new Watched<>(handler.apply(head));
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return client.send(request, watched(handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
        return client.sendAsync(request, watched(handler));
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> pushes) {
        return client.sendAsync(request, watched(handler), pushes);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return client.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return client.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return client.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return client.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return client.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return client.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return client.authenticator();
    }

    @Override
    public Version version() {
        return client.version();
    }

    @Override
    public Optional<Executor> executor() {
        return client.executor();
    }

    private final class Watched<T> implements BodySubscriber<T> {
        private final BodySubscriber<T> reader;

        Watched(BodySubscriber<T> reader) {
            this.reader = reader;
        }

        @Override
        public CompletionStage<T> getBody() {
            return reader.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            reader.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long batches) {
                    ask(batches);
                    subscription.request(batches);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                }
            });
        }

        /** Counted when the reader has it, so that what it asks for on that occasion is counted before. */
        @Override
        public void onNext(List<ByteBuffer> batch) {
            long size = batch.stream().mapToLong(ByteBuffer::remaining).sum();
            reader.onNext(batch);
            give(size);
        }

        @Override
        public void onError(Throwable failure) {
            reader.onError(failure);
        }

        @Override
        public void onComplete() {
            reader.onComplete();
        }
    }
}
