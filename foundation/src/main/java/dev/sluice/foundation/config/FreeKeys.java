package dev.sluice.foundation.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names that are nobody's components, such as providers and groups, found under every spelling in constant time. */
final class FreeKeys {
    private final Map<String, String> bySpelling = new HashMap<>();
    private final Map<String, String> byVariable = new HashMap<>();

    FreeKeys(Collection<String> names) {
        for (String name : names) {
            bySpelling.putIfAbsent(Keys.kebab(name), name);
            byVariable.putIfAbsent(Keys.kebab(name).toLowerCase(Locale.ROOT), name);
        }
    }

    /** The name that was meant, or the key as written if it is a new one. */
    String resolve(Node.Entry entry) {
        return entry.place().environment()
                ? byVariable.getOrDefault(entry.key(), entry.key())
                : bySpelling.getOrDefault(Keys.kebab(entry.key()), entry.key());
    }
}
