package dev.sluice.client;

import dev.sluice.foundation.Secret;
import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.foundation.config.ConfigurationReader;
import dev.sluice.foundation.config.ConfigurationWatch;
import dev.sluice.foundation.config.Section;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.ProviderHealth;
import dev.sluice.logging.RapidCalls;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.redaction.DeniedNames;
import dev.sluice.logging.redaction.RegisteredSecrets;
import dev.sluice.ratelimit.LimiterListener;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsStateConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what differs from the defaults of a {@link Sluice}. For one thread. */
public final class SluiceBuilder {
    private final Map<String, URI> baseUrls = new LinkedHashMap<>();
    private final Map<String, Supplier<Secret>> credentials = new LinkedHashMap<>();
    private final List<CallListener> listeners = new ArrayList<>();
    private final Map<String, List<RequestInterceptor>> interceptors = new LinkedHashMap<>();
    private Function<ConfigurationReader, LiveConfiguration> source =
            reader -> LiveConfiguration.fixed(reader.defaults());
    private Duration watchEvery = Duration.ofSeconds(1);
    private Map<String, String> environment = System.getenv();
    private TimeSource time = TimeSource.system();
    private @Nullable EventSink events;
    private @Nullable HttpClient httpClient;
    private @Nullable Executor executor;
    private @Nullable LimiterListener limiterListener;

    SluiceBuilder() {}

    /**
     * Reads this file and follows it: changed limits are put in force for all limiters in one step while calls go on; a change of anything
     * else is checked and logged, and counts from the next start on. A content that is wrong anywhere changes nothing, and is logged once.
     */
    public SluiceBuilder config(Path yaml) {
        source = reader -> LiveConfiguration.of(ConfigurationWatch.open(yaml, reader));
        return this;
    }

    /** Reads this YAML text. */
    public SluiceBuilder config(String yaml) {
        source = reader -> LiveConfiguration.fixed(reader.read("configuration", yaml));
        return this;
    }

    /**
     * How often a configuration file is looked at for changes; every second if not said.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public SluiceBuilder watch(Duration every) {
        ConfigurationWatch.checkInterval(every);
        watchEvery = every;
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

    /** Gives a provider's key, in place of a file or an environment variable. From now on logs are searched for it. */
    public SluiceBuilder credential(String provider, Secret key) {
        RegisteredSecrets.register(key);
        return credential(provider, () -> key);
    }

    /**
     * Gives a provider's key anew for each attempt, in place of a file or an environment variable: a key that is rotated needs no restart. The
     * supplier must be thread-safe and must not block, so it keeps what it fetched. If it throws or gives null, the request is not sent; what
     * it threw is not quoted.
     */
    public SluiceBuilder credential(String provider, Supplier<Secret> key) {
        credentials.put(provider, key);
        return this;
    }

    /** Measures and waits by this instead of the system's clocks. */
    public SluiceBuilder time(TimeSource value) {
        time = value;
        return this;
    }

    /** Sends events here instead of to SLF4J; {@code bot_health_check} and
     * {@code security_rapid_api_calls} come from a {@link ProviderHealth} and {@link RapidCalls} around it, if it has them. */
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

    /**
     * Runs asynchronous calls here instead of on virtual threads (JDK 21 and later) or cached daemon threads, one per call. Each call blocks
     * a thread; work that waits for other asynchronous work needs more threads than there are. Never shut down by us.
     */
    public SluiceBuilder executor(Executor value) {
        executor = value;
        return this;
    }

    /** Adds a listener; several hear in the order in which they were added. */
    public SluiceBuilder listener(CallListener listener) {
        listeners.add(listener);
        return this;
    }

    /** Adds an interceptor for all providers; they see each attempt in the order in which they were added, these before a provider's own. */
    public SluiceBuilder interceptor(RequestInterceptor interceptor) {
        return interceptor(Interceptors.ALL, interceptor);
    }

    /** Adds an interceptor for one provider. */
    public SluiceBuilder interceptor(String provider, RequestInterceptor interceptor) {
        interceptors.computeIfAbsent(provider, any -> new ArrayList<>()).add(interceptor);
        return this;
    }

    /** Hears what the limiters do: grants, refusals, pauses, changed and refused limits. */
    public SluiceBuilder limiterListener(LimiterListener listener) {
        limiterListener = listener;
        return this;
    }

    /**
     * Opens.
     *
     * @throws dev.sluice.foundation.config.ConfigurationException if the configuration is refused
     * @throws dev.sluice.ratelimit.StateFileException if the limits' state file is in use or cannot be read
     * @throws IllegalArgumentException if the given HTTP client follows redirects
     */
    public Sluice build() {
        Sections sections = Sections.onClassPath();
        Modules modules = sections.modules();
        Section<ProviderKeys> keys = sections.keys();
        LiveConfiguration live = source.apply(sections.reader().environment(environment));
        Configuration configuration = live.opened();
        DeniedNames.add(configuration.root(LoggingConfig.SECTION).deniedNames());
        HttpClients http = new HttpClients(httpClient);
        Limiters limiters = limiters(live);
        CallsInFlight inFlight = new CallsInFlight(time);
        Listeners told = new Listeners(listeners);
        ClientAssembly assembly = new ClientAssembly(
                new CallLog(
                        new GuardedSink(sink(configuration.root(LoggingConfig.SECTION))),
                        configuration.root(LoggingConfig.SECTION),
                        time),
                told,
                new Interceptors(interceptors),
                inFlight,
                http,
                time);
        Map<String, Supplier<Secret>> given = Map.copyOf(credentials);
        Providers providers = new Providers(
                modules,
                name -> new DefaultProviderContext(
                        ProviderParts.of(name, configuration, limiters.limiter(name), time, told),
                        Credentials.of(name, configuration.provider(name, keys), given, environment),
                        new BaseUrls(name, baseUrls, configuration.provider(name, keys)),
                        new DefaultProviderContext.Shared(assembly, configuration, time)));
        live.follow(limiters, time, watchEvery);
        return new Sluice(live, limiters, providers, inFlight, new AsyncCalls(inFlight, executor), http);
    }

    /** What a provider's health is judged by, and how often it is called, is seen before it is sampled. */
    private EventSink sink(LoggingConfig config) {
        EventSink sink = (events == null ? EventSink.slf4j() : events).sampled(config.sampler());
        return events == null ? new RapidCalls(new ProviderHealth(sink, time), time, config.rapidCalls()) : sink;
    }

    private Limiters limiters(LiveConfiguration live) {
        Limiters.Builder limiters = Limiters.builder(live::limits)
                .time(time)
                .stateFile(live.opened().root(LimitsStateConfig.SECTION).file());
        if (limiterListener != null) {
            limiters.listener(limiterListener);
        }
        return limiters.build();
    }
}
