package dev.sluice.client;

import java.net.URI;
import java.util.Map;

/** Where a provider's APIs are: as the builder says, else the configuration, else production. */
final class BaseUrls {
    static final String DEFAULT = "default";

    private final String provider;
    private final Map<String, URI> given;
    private final ProviderKeys configured;

    BaseUrls(String provider, Map<String, URI> given, ProviderKeys configured) {
        this.provider = provider;
        this.given = Map.copyOf(given);
        this.configured = configured;
    }

    static String key(String provider, String api) {
        return provider + "/" + api;
    }

    URI of(String api, URI production) {
        URI exact = given.getOrDefault(key(provider, api), configured.baseUrls().get(api));
        if (exact != null) {
            return exact;
        }
        URI anyApi = given.get(key(provider, DEFAULT));
        if (anyApi != null) {
            return anyApi;
        }
        return configured.baseUrl() == null ? production : configured.baseUrl();
    }
}
