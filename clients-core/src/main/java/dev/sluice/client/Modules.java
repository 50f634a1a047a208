package dev.sluice.client;

import dev.sluice.client.spi.ProviderModule;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** The provider modules on the class path, by name. */
final class Modules {
    private final Map<String, ProviderModule<?>> byName = new LinkedHashMap<>();

    private Modules(Iterable<? extends ProviderModule<?>> modules) {
        for (ProviderModule<?> module : modules) {
            ProviderModule<?> other = byName.put(module.name(), module);
            if (other != null) {
                throw new IllegalStateException("provider " + module.name() + ": two modules (expected: one of "
                        + other.getClass().getName() + " and "
                        + module.getClass().getName() + ")");
            }
        }
    }

    static Modules onClassPath() {
        @SuppressWarnings("rawtypes") // a class literal has no type argument
        ServiceLoader<ProviderModule> found = ServiceLoader.load(ProviderModule.class);
        return new Modules(found.stream()
                .map(ServiceLoader.Provider::get)
                .map(module -> (ProviderModule<?>) module)
                .toList());
    }

    Collection<ProviderModule<?>> all() {
        return byName.values();
    }

    Set<String> names() {
        return byName.keySet();
    }

    String apiKeyVariable(String provider) {
        ProviderModule<?> module = byName.get(provider);
        return module == null ? ProviderModule.keyVariable(provider) : module.apiKeyVariable();
    }

    /** The module of a provider. */
    Optional<ProviderModule<?>> named(String provider) {
        return Optional.ofNullable(byName.get(provider));
    }

    /** The module that offers a client. */
    @SuppressWarnings("unchecked") // a module's clientType() is the class of its type argument
    <C> Optional<ProviderModule<C>> offering(Class<C> clientType) {
        return byName.values().stream()
                .filter(module -> module.clientType() == clientType)
                .map(module -> (ProviderModule<C>) module)
                .findFirst();
    }
}
