package dev.sluice.client;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.ratelimit.Limiters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The entry point: owns configuration, limiters and connections, and gives the clients. Thread-safe; close it at the end.
 *
 * <pre>{@code
 * try (Sluice sluice = Sluice.open(Path.of("sluice.yaml"))) {
 *     ExaClient exa = sluice.client(ExaClient.class);
 *     …
 * }
 * }</pre>
 */
public final class Sluice implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final LiveConfiguration configuration;
    private final Limiters limiters;
    private final Providers providers;
    private final CallsInFlight inFlight;
    private final HttpClients http;
    private final AsyncCalls async;

    Sluice(
            LiveConfiguration configuration,
            Limiters limiters,
            Providers providers,
            CallsInFlight inFlight,
            AsyncCalls async,
            HttpClients http) {
        this.configuration = configuration;
        this.limiters = limiters;
        this.providers = providers;
        this.inFlight = inFlight;
        this.async = async;
        this.http = http;
    }

    /**
     * Opens with a configuration file and the process's environment, and follows the file as {@link SluiceBuilder#config(Path)} says.
     *
     * @throws dev.sluice.foundation.config.ConfigurationException if the file is refused
     */
    public static Sluice open(Path yaml) {
        return builder().config(yaml).build();
    }

    /**
     * A JSON Schema (draft 2020-12) of the configuration file, for editors: of all sections that the modules on the class path register,
     * with the shipped defaults of their providers. A file that is read is valid by it; reading refuses more.
     */
    public static String configurationSchema() {
        return Sections.onClassPath().reader().jsonSchema();
    }

    /** Begins with the shipped defaults and the process's environment. */
    public static SluiceBuilder builder() {
        return new SluiceBuilder();
    }

    /**
     * The client of this type; the same one each time. Needs no key until an authenticated call is made.
     *
     * @throws IllegalArgumentException if no module on the class path offers it
     */
    public <C> C client(Class<C> type) {
        return providers.client(type);
    }

    /**
     * Puts an API of a bot's own behind the pipeline: ten at once and 100 ms apart, unless the configuration says otherwise.
     *
     * @param provider name for configuration, limits and logs
     */
    public <T> T api(String provider, ApiDefinition<T> definition) {
        return provider(provider).api(definition);
    }

    /** What a provider's module would get, for a bot's own API: its key, addresses and limits by the provider's name. */
    public ProviderContext provider(String name) {
        return providers.context(name);
    }

    /**
     * Raw calls to a provider's API, for what its client has no method for; its module on the class path is enough. Where a provider has
     * several APIs, this is the one named {@code default}.
     *
     * @throws IllegalArgumentException if the provider has neither a module nor an {@link #api} yet, or several APIs of other names
     */
    public RawApi raw(String provider) {
        return providers.defined(provider).raw();
    }

    /**
     * Raw calls to one of several APIs of a provider.
     *
     * @param api its name, as in {@code base-urls}: {@code gamma}
     * @throws IllegalArgumentException if there is none of this name
     */
    public RawApi raw(String provider, String api) {
        return providers.defined(provider).raw(api);
    }

    /**
     * Does blocking work on another thread: the same calls, through the same pipeline. It has the options and the {@code LogContext} of the
     * caller's scope, as they are now.
     *
     * <p>Whoever cancels the future, or completes it in any other way ({@code orTimeout}), ends the work by an interrupt: connections are
     * cut, permits given back, and a stream or lease that came too late is closed. Where {@code cancel} says false, the result is the caller's:
     * whoever stops waiting, as at an interrupt of {@code get()}, then closes the stream that is there. Cancelling a <em>dependent</em> stage does not, as with any
     * {@code CompletableFuture}. Stages run on the thread that completes, {@code …Async} ones without an executor on {@link
     * SluiceBuilder#executor}, none in the common pool.
     *
     * @param work calls of typed clients; what it throws completes the future, unwrapped
     * @return the future; fails with a {@link java.util.concurrent.RejectedExecutionException} if this is closed or the executor refuses
     */
    public <T extends @Nullable Object> CompletableFuture<T> async(Callable<T> work) {
        return async(CallOptions.none(), work);
    }

    /** The same with options; those of the caller's scope count where these say nothing. */
    public <T extends @Nullable Object> CompletableFuture<T> async(CallOptions options, Callable<T> work) {
        return async.submit(options, work);
    }

    /** The limiters of this instance. */
    public Limiters limiters() {
        return limiters;
    }

    /** The configuration as it was opened; limits that were changed since show in the limiters. */
    public Configuration configuration() {
        return configuration.opened();
    }

    /** As {@link #close(Duration)}, waiting 10 seconds at most. */
    @Override
    public void close() {
        close(DRAIN);
    }

    /**
     * Closes the clients that are {@link AutoCloseable} (they end what they hold at the provider), admits nothing new, lets calls finish for
     * so long, asynchronous work with all the calls it makes included, cancels what still runs, and refuses whoever waits for a permit. All
     * connections end within moments, idle ones included, but for those of a client that was given by {@link SluiceBuilder#httpClient}.
     * Idempotent; an interrupt ends the waiting. Whoever closes within a call or stream of its own waits for that in vain, and ends it then.
     *
     * @param drain how long calls may go on; zero cancels them at once
     */
    public void close(Duration drain) {
        try {
            configuration.close();
            providers.closeClients();
        } finally {
            closeOwn(drain);
        }
    }

    /** Whatever a client's close throws, its permits, threads and connections end. */
    private void closeOwn(Duration drain) {
        try {
            inFlight.drain(drain);
            async.close();
        } finally {
            limiters.close();
            http.close();
        }
    }
}
