package dev.sluice.client;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.foundation.Secret;
import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.foundation.config.Section;
import dev.sluice.ratelimit.Limiter;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** A provider's view of its {@link Sluice}. */
final class DefaultProviderContext implements ProviderContext {
    private final ProviderParts parts;
    private final Credentials credentials;
    private final BaseUrls baseUrls;
    private final Shared shared;
    private final Map<String, ApiDefinition<?>> apis = new ConcurrentSkipListMap<>();
    private final Map<String, RawApi> raw = new ConcurrentHashMap<>();

    DefaultProviderContext(ProviderParts parts, Credentials credentials, BaseUrls baseUrls, Shared shared) {
        this.parts = parts;
        this.credentials = credentials;
        this.baseUrls = baseUrls;
        this.shared = shared;
    }

    @Override
    public String provider() {
        return parts.provider();
    }

    @Override
    public Secret apiKey() {
        return credentials.apiKey();
    }

    @Override
    public URI baseUrl(String name, URI production) {
        return baseUrls.of(name, production);
    }

    @Override
    public <T> T api(ApiDefinition<T> definition) {
        T api = shared.assembly.assemble(definition, parts);
        apis.putIfAbsent(definition.name(), definition);
        return api;
    }

    /** Raw calls of the only API there is, else of the one named {@code default}. */
    RawApi raw() {
        return raw(apis.size() == 1 ? apis.keySet().iterator().next() : BaseUrls.DEFAULT);
    }

    /** Raw calls of the API that was first defined under this name. */
    RawApi raw(String api) {
        ApiDefinition<?> definition = apis.get(api);
        if (definition == null) {
            throw new IllegalArgumentException("raw call to " + provider() + ": no API " + api + " (expected: one of "
                    + apis.keySet() + ", or Sluice.api first)");
        }
        return raw.computeIfAbsent(api, any -> shared.assembly.raw(definition, parts));
    }

    @Override
    public Limiter limiter() {
        return parts.limiter();
    }

    @Override
    public TimeSource time() {
        return shared.time;
    }

    @Override
    public <T extends Record> T section(Section<T> section) {
        return shared.configuration.provider(provider(), section);
    }

    /** What all providers share. */
    record Shared(ClientAssembly assembly, Configuration configuration, TimeSource time) {}
}
