package dev.sluice.foundation.config;

import java.util.Collections;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of the configuration that one module owns: where it stands, the record it is bound to, and the defaults that ship with it. Modules
 * keep theirs in a constant; it is the key to its values in a {@link Configuration}. Immutable; compared by identity.
 *
 * <p>The record's components are the section's keys, in kebab-case. Supported types: {@code String}, {@code int}, {@code long},
 * {@code double}, {@code boolean} and their boxes, {@code BigDecimal}, {@link java.time.Duration}, {@link DataSize}, {@link Ratio}, enums,
 * {@link java.net.URI}, {@link java.nio.file.Path}, records of these, and {@code List} and {@code Map<String, …>} of all of them. A key left out
 * keeps the default's value; records and maps are merged key by key, lists replaced. A record that has no default, such as an element of a
 * list, must be given whole, except that components marked {@code @Nullable} become null, lists and maps empty and a {@code boolean} false.
 * A {@code String} whose key ends in {@code -env} holds the name of an environment variable.
 *
 * @param <T> the record the section is bound to; its compact constructor may refuse values with an {@link IllegalArgumentException} saying
 *     {@code fact (expected: …)} or, to be reported at one key, {@code key: fact (expected: …)}, without a secret in it
 */
public final class Section<T extends Record> {
    private final Level level;
    private final String name;
    private final Class<T> type;
    private final Function<String, T> defaults;
    private final @Nullable Set<String> onlyFor;
    private final @Nullable String variablePrefix;

    private Section(
            Level level,
            String name,
            Class<T> type,
            Function<String, T> defaults,
            @Nullable Set<String> onlyFor,
            @Nullable String variablePrefix) {
        this.level = level;
        this.name = name;
        this.type = type;
        this.defaults = defaults;
        this.onlyFor = onlyFor;
        this.variablePrefix = variablePrefix;
    }

    /** {@code providers.<provider>.<name>}; the defaults may differ by provider. */
    public static <T extends Record> Section<T> ofProvider(
            String name, Class<T> type, Function<String, T> defaultsByProvider) {
        return new Section<>(Level.PROVIDER, name, type, defaultsByProvider, null, null);
    }

    /** Keys that stand in {@code providers.<provider>} itself, beside the sections, such as {@code api-key-env}. */
    public static <T extends Record> Section<T> ofProviderKeys(Class<T> type, Function<String, T> defaultsByProvider) {
        return new Section<>(Level.PROVIDER_KEYS, "", type, defaultsByProvider, null, null);
    }

    /** {@code <name>:} at the top of the file. */
    public static <T extends Record> Section<T> ofRoot(String name, Class<T> type, T defaults) {
        return new Section<>(Level.ROOT, name, type, anyProvider -> defaults, null, null);
    }

    /**
     * A section that exists for these providers and is an unknown key for every other one.
     *
     * @throws IllegalStateException for a root section
     */
    public Section<T> onlyFor(String... providers) {
        if (level == Level.ROOT) {
            throw new IllegalStateException("section " + name + ": not a provider's section");
        }
        return new Section<>(level, name, type, defaults, Set.of(providers), null);
    }

    /**
     * A root section that is read from variables of another beginning as well, where programs have used one before: {@code LLM__} lets
     * {@code LLM__COMPLETION_LOG_LEVEL} stand for {@code SLUICE__LLM__COMPLETION_LOG_LEVEL}, which prevails if both are set. Since such names
     * may be others' too, those whose key the section does not have are passed over.
     *
     * @throws IllegalStateException for a provider's section
     */
    public Section<T> alsoFromVariables(String prefix) {
        if (level != Level.ROOT) {
            throw new IllegalStateException("section " + name + ": not a root section");
        }
        return new Section<>(level, name, type, defaults, onlyFor, prefix);
    }

    /** The section's key in kebab-case; empty for {@link #ofProviderKeys}. */
    public String name() {
        return name;
    }

    /** The record that the section is bound to. */
    public Class<T> type() {
        return type;
    }

    /** What ships for this provider; a root section has one default, whatever the name. */
    T defaultsFor(String provider) {
        return defaults.apply(provider);
    }

    boolean appliesTo(String provider) {
        return onlyFor == null || onlyFor.contains(provider);
    }

    @Nullable
    String variablePrefix() {
        return variablePrefix;
    }

    boolean isForAll() {
        return onlyFor == null;
    }

    /** Whether the keys of both can stand side by side in one map. */
    boolean sharesLevelWith(Section<?> other) {
        if (level == Level.ROOT || other.level == Level.ROOT) {
            return level == other.level;
        }
        return onlyFor == null || other.onlyFor == null || !Collections.disjoint(onlyFor, other.onlyFor);
    }

    Level level() {
        return level;
    }

    /** Where a provider's values stand; those of a root section are nobody's. */
    String path(String provider) {
        return switch (level) {
            case ROOT -> name;
            case PROVIDER -> "providers." + provider + "." + name;
            case PROVIDER_KEYS -> "providers." + provider;
        };
    }

    @Override
    public String toString() {
        return path("*");
    }

    /** Where a section stands. */
    enum Level {
        ROOT,
        PROVIDER,
        PROVIDER_KEYS
    }
}
