package dev.sluice.client;

import dev.sluice.foundation.Secret;
import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.foundation.config.ConfigurationReader;
import dev.sluice.foundation.config.Section;
import dev.sluice.logging.EventSink;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what differs from the defaults of a {@link Sluice}. For one thread. */
public final class SluiceBuilder {
    private final Map<String, URI> baseUrls = new LinkedHashMap<>();
    private final Map<String, Secret> credentials = new LinkedHashMap<>();
    private final List<CallListener> listeners = new ArrayList<>();
    private Function<ConfigurationReader, Configuration> source = ConfigurationReader::defaults;
    private Map<String, String> environment = System.getenv();
    private TimeSource time = TimeSource.system();
    private EventSink events = EventSink.slf4j();
    private @Nullable HttpClient httpClient;

    SluiceBuilder() {}

    /** Reads this file. */
    public SluiceBuilder config(Path yaml) {
        source = reader -> reader.read(yaml);
        return this;
    }

    /** Reads this YAML text. */
    public SluiceBuilder config(String yaml) {
        source = reader -> reader.read("configuration", yaml);
        return this;
    }

    /** Takes keys and overrides from here instead of {@link System#getenv()}. */
    public SluiceBuilder environment(Map<String, String> variables) {
        environment = Map.copyOf(variables);
        return this;
    }

    /** Sends a provider's calls elsewhere: all of its APIs that have no override of their own. */
    public SluiceBuilder baseUrl(String provider, URI url) {
        return baseUrl(provider, BaseUrls.DEFAULT, url);
    }

    /** Sends one of a provider's APIs elsewhere, e.g. {@code polymarket}, {@code gamma}. */
    public SluiceBuilder baseUrl(String provider, String api, URI url) {
        baseUrls.put(BaseUrls.key(provider, api), url);
        return this;
    }

    /** Gives a provider's key, in place of an environment variable. */
    public SluiceBuilder credential(String provider, Secret key) {
        credentials.put(provider, key);
        return this;
    }

    /** Measures and waits by this instead of the system's clocks. */
    public SluiceBuilder time(TimeSource value) {
        time = value;
        return this;
    }

    /** Sends events here instead of to SLF4J. */
    public SluiceBuilder events(EventSink sink) {
        events = sink;
        return this;
    }

    /**
     * Sends through this client instead of one of our own; the configured connect timeout is then the client's own affair. Give it an
     * executor: the JDK's default one loses answers (about one of 70,000 keep-alive calls).
     */
    public SluiceBuilder httpClient(HttpClient client) {
        httpClient = client;
        return this;
    }

    /** Adds a listener. */
    public SluiceBuilder listener(CallListener listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Opens.
     *
     * @throws dev.sluice.foundation.config.ConfigurationException if the configuration is refused
     * @throws IllegalArgumentException if the given HTTP client follows redirects
     */
    public Sluice build() {
        Sections sections = Sections.onClassPath();
        Modules modules = sections.modules();
        Section<ProviderKeys> keys = sections.keys();
        Configuration configuration = source.apply(sections.reader().environment(environment));
        Limiters limiters = Limiters.create(provider -> configuration.provider(provider, LimitsConfig.SECTION), time);
        CallsInFlight inFlight = new CallsInFlight(time);
        HttpClients http = new HttpClients(httpClient);
        ClientAssembly assembly = new ClientAssembly(new GuardedSink(events), listeners, inFlight, http, time);
        Providers providers = new Providers(
                modules,
                name -> new DefaultProviderContext(
                        ProviderParts.of(name, configuration, limiters.limiter(name), time),
                        new Credentials(name, configuration.provider(name, keys).apiKeyEnv(), credentials, environment),
                        new BaseUrls(name, baseUrls, configuration.provider(name, keys)),
                        new DefaultProviderContext.Shared(assembly, configuration, time)));
        return new Sluice(configuration, limiters, providers, inFlight, http);
    }
}
