package dev.sluice.client;

import dev.sluice.foundation.config.Description;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys beside the sections of {@code providers.<provider>}.
 */
record ProviderKeys(
        @Description("Name of the environment variable that holds the key, never the key itself.")
        String apiKeyEnv,

        @Description("File that holds the key, read at each attempt; instead of the variable.") @Nullable
        Path apiKeyFile,

        @Description("Where the provider's API is; production if left out.") @Nullable
        URI baseUrl,

        @Description("The same by name, for a provider with several APIs.")
        Map<String, URI> baseUrls) {
    ProviderKeys {
        baseUrls = Map.copyOf(baseUrls);
    }

    static ProviderKeys of(String apiKeyEnv) {
        return new ProviderKeys(apiKeyEnv, null, null, Map.of());
    }
}
