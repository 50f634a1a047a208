package dev.sluice.client;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP clients: one per connect timeout and proxy, or the one the bot gave us. Thread-safe. */
final class HttpClients implements AutoCloseable {
    private final @Nullable HttpClient given;
    private final Map<Key, Owned> clients = new ConcurrentHashMap<>();
    private final ExecutorService executor = HttpExecutors.platformThreads();

    HttpClients(@Nullable HttpClient given) {
        if (given != null && given.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException(
                    "HttpClient: follows redirects (expected: Redirect.NEVER, they would carry credentials elsewhere)");
        }
        this.given = given;
    }

    HttpClient client(HttpConfig config) {
        return given != null
                ? given
                : clients.computeIfAbsent(new Key(config.connectTimeout(), config.proxy()), HttpClients::create).client;
    }

    /** For exchanges whose start may block. */
    Executor executor() {
        return executor;
    }

    /**
     * What its executor has to do, it does on the selector's thread or on the caller's: taking bytes apart and handing them to a
     * {@link BodyInput}, which never waits. With the JDK's default executor about one in 70,000 keep-alive calls fails with "header parser
     * received no bytes" after the server has answered, and each call costs twice the CPU.
     */
    private static Owned create(Key key) {
        SelectorThread selector = new SelectorThread();
        HttpClient.Builder client = HttpClient.newBuilder()
                .connectTimeout(key.connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(selector);
        if (key.proxy != null) {
            client.proxy(new LoopbackApart(LoopbackApart.address(key.proxy)));
        }
        return new Owned(client.build(), selector);
    }

    /**
     * Ends the threads once their work is done, and the clients with all their connections, idle ones included. Does not wait: a server sees
     * the ends within moments. The client that the bot gave us stays as it is.
     */
    @Override
    public void close() {
        executor.shutdown();
        clients.values().forEach(Owned::end);
        clients.clear();
    }

    private record Key(Duration connectTimeout, @Nullable String proxy) {}

    private record Owned(HttpClient client, SelectorThread selector) {
        void end() {
            try {
                HttpClient.class.getMethod("shutdownNow").invoke(client);
            } catch (ReflectiveOperationException before21) {
                selector.end();
            }
        }
    }
}
