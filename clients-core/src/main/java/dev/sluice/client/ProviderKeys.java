package dev.sluice.client;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys beside the sections of {@code providers.<provider>}.
 *
 * @param apiKeyEnv name of the environment variable that holds the key
 * @param baseUrl where the provider's API is; null for production
 * @param baseUrls the same by name for providers with several APIs
 */
record ProviderKeys(String apiKeyEnv, @Nullable URI baseUrl, Map<String, URI> baseUrls) {
    ProviderKeys {
        baseUrls = Map.copyOf(baseUrls);
    }

    static ProviderKeys of(String apiKeyEnv) {
        return new ProviderKeys(apiKeyEnv, null, Map.of());
    }
}
