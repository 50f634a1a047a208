package dev.sluice.client.spi;

import dev.sluice.foundation.config.Section;
import java.util.List;
import java.util.Locale;

/**
 * One provider's client, found by {@link java.util.ServiceLoader}: name the implementation in {@code
 * META-INF/services/dev.sluice.client.spi.ProviderModule}. Implementations have a public constructor without parameters and no state.
 *
 * @param <C> the client's type
 */
public interface ProviderModule<C> {
    /** The provider's name in configuration, limits and logs: lower case, e.g. {@code exa}. */
    String name();

    /** What a bot asks for: {@code sluice.client(ExaClient.class)}. */
    Class<C> clientType();

    /** Makes the client. Called at most once per {@code Sluice}; must not make calls. */
    C create(ProviderContext context);

    /** Configuration sections of this provider's own, beside limits, retry, circuit-breaker and http; none by default. */
    default List<Section<?>> sections() {
        return List.of();
    }

    /** The environment variable of the key unless {@code api-key-env} names another: {@code EXA_API_KEY} for {@code exa}. */
    default String apiKeyVariable() {
        return keyVariable(name());
    }

    /** The environment variable that holds a provider's key by convention: {@code MY_BANK_API_KEY} for {@code my-bank}. */
    static String keyVariable(String provider) {
        return provider.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "_API_KEY";
    }
}
