package dev.sluice.foundation.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration file strictly: every key must belong to a registered section, every value must have its type and unit, and the first
 * error refuses the whole file. Values come, in rising order, from the sections' defaults, the file, and the environment variables
 * {@code SLUICE__PROVIDERS__EXA__LIMITS__MAX_CONCURRENT} ({@code __} separates levels, {@code _} stands for {@code -}). Immutable and
 * thread-safe: every option returns a new reader.
 */
public final class ConfigurationReader {
    private final Map<Section<?>, RecordShape> sections;
    private final Map<String, String> environment;
    private final Set<String> known;
    private final boolean othersAllowed;

    private ConfigurationReader(
            Map<Section<?>, RecordShape> sections,
            Map<String, String> environment,
            Set<String> known,
            boolean othersAllowed) {
        this.sections = sections;
        this.environment = environment;
        this.known = known;
        this.othersAllowed = othersAllowed;
    }

    /**
     * A reader of these sections, with no environment and no known provider.
     *
     * @throws IllegalArgumentException if two sections claim one key, or a record has a component that cannot be bound
     */
    public static ConfigurationReader of(Section<?>... sections) {
        return new ConfigurationReader(Registry.shapes(sections), Map.of(), Set.of(), false);
    }

    /** Takes overrides from these variables, normally {@link System#getenv()}; names that do not begin with {@code SLUICE__}, or as {@link Section#alsoFromVariables} says, are ignored. */
    public ConfigurationReader environment(Map<String, String> variables) {
        return new ConfigurationReader(sections, new LinkedHashMap<>(variables), known, othersAllowed);
    }

    /** The providers that a file may configure, and that are suggested for a misspelt one; none by default. */
    public ConfigurationReader providers(Set<String> knownProviders) {
        return new ConfigurationReader(sections, environment, new LinkedHashSet<>(knownProviders), othersAllowed);
    }

    /** Accepts any other provider's name too: a bot's own fifth provider. */
    public ConfigurationReader allowOtherProviders() {
        return new ConfigurationReader(sections, environment, known, true);
    }

    /**
     * Reads a UTF-8 file of at most 1 MiB; an empty one means all defaults.
     *
     * @throws ConfigurationException if the file cannot be read or anything in it, or in the environment, is refused
     */
    public Configuration read(Path file) {
        return read(SourceText.of(file));
    }

    /**
     * Reads YAML text.
     *
     * @param name what error messages call the text, in the place of a file's name
     * @throws ConfigurationException if anything in it, or in the environment, is refused
     */
    public Configuration read(String name, String yaml) {
        return read(SourceText.of(name, yaml));
    }

    Configuration read(SourceText text) {
        return assemble(YamlTree.parse(text));
    }

    /**
     * The shipped defaults under the environment's overrides, without a file.
     *
     * @throws ConfigurationException if anything in the environment is refused
     */
    public Configuration defaults() {
        return assemble(null);
    }

    /**
     * A JSON Schema (draft 2020-12) of the files this reader accepts, for editors: keys with their descriptions, forms and shipped defaults.
     * Every file that the reader accepts is valid; the reader refuses more, because a record's own checks and the environment are not
     * part of it. The same sections and providers give the same text, with {@code \n} as line end.
     */
    public String jsonSchema() {
        return JsonText.of(JsonSchema.of(sections, known, othersAllowed));
    }

    private Configuration assemble(@Nullable Node file) {
        Assembly assembly = new Assembly(sections, known, othersAllowed);
        assembly.lay(file);
        sections.forEach((section, shape) -> {
            String prefix = section.variablePrefix();
            if (prefix != null) {
                assembly.lay(EnvironmentTree.parse(environment, prefix, section.name(), shape));
            }
        });
        assembly.lay(EnvironmentTree.parse(environment));
        return assembly.finish();
    }
}
