package dev.sluice.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A body that is sent once. The JDK's HTTP/1.1 client repeats a GET by itself, up to five times, when the connection ends before the answer
 * (seen on 17 and 25); such a request would have no permit and be in no log. It asks for the length once per exchange, and the second time
 * this fails, before anything is sent: repeating is the retry stage's decision.
 */
final class OncePublisher implements HttpRequest.BodyPublisher {
    private final HttpRequest.BodyPublisher body;
    private final AtomicBoolean asked = new AtomicBoolean();

    OncePublisher(HttpRequest.BodyPublisher body) {
        this.body = body;
    }

    @Override
    public long contentLength() {
        if (asked.getAndSet(true)) {
            throw new UncheckedIOException(new AskedAgainException());
        }
        return body.contentLength();
    }

    /** Stands for the client's repeat that was not made. */
    static final class AskedAgainException extends IOException {
        private static final long serialVersionUID = 1L;

        private AskedAgainException() {
            super("connection ended before the answer");
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(subscriber);
    }
}
