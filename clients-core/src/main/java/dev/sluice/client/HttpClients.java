package dev.sluice.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP clients: one per connect timeout, on one executor, or the one the bot gave us. Thread-safe. */
final class HttpClients implements AutoCloseable {
    private final @Nullable HttpClient given;
    private final Map<Duration, HttpClient> byConnectTimeout = new ConcurrentHashMap<>();
    private final ExecutorService executor = HttpExecutors.create();

    HttpClients(@Nullable HttpClient given) {
        if (given != null && given.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "HttpClient: follows redirects (expected: Redirect.NEVER, they would carry credentials elsewhere)");
        }
        this.given = given;
    }

    HttpClient client(HttpConfig config) {
        return given != null ? given : byConnectTimeout.computeIfAbsent(config.connectTimeout(), this::create);
    }

    /** Where exchanges wait for their answer's head. */
    Executor executor() {
        return executor;
    }

    private HttpClient create(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor)
                .build();
    }

    /** Ends the threads once their work is done; the JDK ends a client's selector when nobody refers to the client. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
