package dev.sluice.foundation.config;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values of all registered sections: the file and the environment over the shipped defaults. Immutable and thread-safe. */
public final class Configuration {
    private final Set<Section<?>> registered;
    private final Set<String> providers;
    private final Map<Key, Record> values;

    Configuration(Set<Section<?>> registered, Set<String> providers, Map<Key, Record> values) {
        this.registered = new LinkedHashSet<>(registered);
        this.providers = new LinkedHashSet<>(providers);
        this.values = new LinkedHashMap<>(values);
    }

    /**
     * The values of a root section.
     *
     * @throws IllegalArgumentException if the section is a provider's, or was not registered with the reader
     */
    public <T extends Record> T root(Section<T> section) {
        if (section.level() != Section.Level.ROOT) {
            throw new IllegalArgumentException("section " + section + ": not a root section");
        }
        return value("", section);
    }

    /**
     * The values of a provider's section; a provider that the file does not mention has the shipped ones.
     *
     * @throws IllegalArgumentException if the section is a root section, is not for this provider, or was not registered with the reader
     */
    public <T extends Record> T provider(String provider, Section<T> section) {
        if (section.level() == Section.Level.ROOT || !section.appliesTo(provider)) {
            throw new IllegalArgumentException("section " + section + ": not a section of provider " + provider);
        }
        return value(provider, section);
    }

    /** The providers the reader was told of, then those that only the file or the environment mentions. */
    public Set<String> providers() {
        return new LinkedHashSet<>(providers);
    }

    /**
     * Where the values differ from another configuration's, in the order of the paths: {@code providers.exa.retry}, {@code logging}; for keys
     * beside a provider's sections {@code providers.exa}.
     *
     * @throws IllegalArgumentException if the other was read with other sections
     */
    public Set<String> differences(Configuration other) {
        if (!registered.equals(other.registered)) {
            throw new IllegalArgumentException("configuration of other sections (expected: of the same reader)");
        }
        Set<Key> keys = new HashSet<>(values.keySet());
        keys.addAll(other.values.keySet());
        Set<String> paths = new TreeSet<>();
        for (Key key : keys) {
            if (!value(key.provider(), key.section()).equals(other.value(key.provider(), key.section()))) {
                paths.add(key.section().path(key.provider()));
            }
        }
        return paths;
    }

    private <T extends Record> T value(String provider, Section<T> section) {
        if (!registered.contains(section)) {
            throw new IllegalArgumentException("section " + section + ": not registered with the reader");
        }
        @Nullable Record value = values.get(new Key(provider, section));
        return value == null ? section.defaultsFor(provider) : section.type().cast(value);
    }

    /** A section's values are per provider; a root section's provider is empty. */
    record Key(String provider, Section<?> section) {}
}
