package dev.sluice.client;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.ratelimit.Limiters;
import java.nio.file.Path;
import java.time.Duration;

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

    Sluice(
            LiveConfiguration configuration,
            Limiters limiters,
            Providers providers,
            CallsInFlight inFlight,
            HttpClients http) {
        this.configuration = configuration;
        this.limiters = limiters;
        this.providers = providers;
        this.inFlight = inFlight;
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
     * so long, cancels what still runs, and refuses whoever waits for a permit. Idempotent; an interrupt ends the waiting.
     *
     * @param drain how long calls may go on; zero cancels them at once
     */
    public void close(Duration drain) {
        configuration.close();
        providers.closeClients();
        inFlight.drain(drain);
        limiters.close();
        http.close();
    }
}
