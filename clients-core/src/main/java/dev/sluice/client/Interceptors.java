package dev.sluice.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bot's interceptors, by provider. Immutable. */
final class Interceptors {
    /** No provider's name. */
    static final String ALL = "";

    private final Map<String, List<RequestInterceptor>> byProvider;

    Interceptors(Map<String, List<RequestInterceptor>> byProvider) {
        this.byProvider = Map.copyOf(byProvider);
    }

    /** Those for all first. */
    List<RequestInterceptor> of(String provider) {
        List<RequestInterceptor> both = new ArrayList<>(byProvider.getOrDefault(ALL, List.of()));
        both.addAll(byProvider.getOrDefault(provider, List.of()));
        return List.copyOf(both);
    }
}
