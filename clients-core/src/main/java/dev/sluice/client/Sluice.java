package dev.sluice.client;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.foundation.Secret;
import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.ratelimit.Limiters;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The entry point: owns configuration, limiters and connections, and gives the clients. Thread-safe; close it at the end.
 */
@SuppressWarnings({"DoNotCallSuggester", "ObjectToString"})
public final class Sluice implements AutoCloseable {
    private Sluice() {}

    /**
     * Opens with a configuration file and the process's environment.
     *
     * @throws dev.sluice.foundation.config.ConfigurationException if the file is refused
     */
    public static Sluice open(Path yaml) {
        return builder().config(yaml).build();
    }

    /** Begins with the shipped defaults and the process's environment. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The client of this type; the same one each time.
     *
     * @throws IllegalArgumentException if no module on the class path offers it
     */
    public <C> C client(Class<C> type) {
        throw new UnsupportedOperationException(type.getName());
    }

    /**
     * Puts an API of a bot's own behind the pipeline.
     *
     * @param provider name for configuration, limits and logs
     */
    public <T> T api(String provider, ApiDefinition<T> definition) {
        throw new UnsupportedOperationException(provider + definition);
    }

    /** The limiters of this instance. */
    public Limiters limiters() {
        throw new UnsupportedOperationException();
    }

    /** The configuration as read. */
    public Configuration configuration() {
        throw new UnsupportedOperationException();
    }

    /** As {@link #close(Duration)}, waiting 10 seconds at most. */
    @Override
    public void close() {
        close(Duration.ofSeconds(10));
    }

    /** Admits nothing new, lets calls finish for so long, then cancels what still runs. Idempotent. */
    public void close(Duration drain) {
        throw new UnsupportedOperationException(drain.toString());
    }

    /** Collects what differs from the defaults. For one thread. */
    public static final class Builder {
        private Builder() {}

        /** Reads this file. */
        public Builder config(Path yaml) {
            return this;
        }

        /** Reads this YAML text. */
        public Builder config(String yaml) {
            return this;
        }

        /** Takes keys and overrides from here instead of {@link System#getenv()}. */
        public Builder environment(Map<String, String> variables) {
            return this;
        }

        /** Sends a provider's calls elsewhere: its API named {@code default}. */
        public Builder baseUrl(String provider, URI url) {
            return baseUrl(provider, "default", url);
        }

        /** Sends one of a provider's APIs elsewhere, e.g. {@code polymarket}, {@code gamma}. */
        public Builder baseUrl(String provider, String api, URI url) {
            return this;
        }

        /** Gives a provider's key, in place of an environment variable. */
        public Builder credential(String provider, Secret key) {
            return this;
        }

        /** Measures and waits by this instead of the system's clocks. */
        public Builder time(TimeSource source) {
            return this;
        }

        /** Sends through this client instead of one of our own; it must not follow redirects. */
        public Builder httpClient(HttpClient client) {
            return this;
        }

        /** Adds a listener. */
        public Builder listener(CallListener listener) {
            return this;
        }

        /** Opens. */
        public Sluice build() {
            return new Sluice();
        }
    }
}
