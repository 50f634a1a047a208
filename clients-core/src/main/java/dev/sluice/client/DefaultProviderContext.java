package dev.sluice.client;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.foundation.Secret;
import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.foundation.config.Section;
import dev.sluice.ratelimit.Limiter;
import java.net.URI;

/** A provider's view of its {@link Sluice}. */
final class DefaultProviderContext implements ProviderContext {
    private final ProviderParts parts;
    private final Credentials credentials;
    private final BaseUrls baseUrls;
    private final Shared shared;

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
        return shared.assembly.assemble(definition, parts);
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
