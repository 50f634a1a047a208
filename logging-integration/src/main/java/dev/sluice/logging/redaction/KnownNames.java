package dev.sluice.logging.redaction;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what {@link NameRules} said of names, since the few of a program's log lines come again with every line. Short names of ASCII
 * alone; a name takes the place of another one.
 */
final class KnownNames {
    private static final int SLOTS = 1_024;
    private static final int MAX_CHARS = 40;
    private static final AtomicReferenceArray<@Nullable Known> KNOWN = new AtomicReferenceArray<>(SLOTS);

    private KnownNames() {}

    static NameRules.Verdict of(String name) {
        if (name.length() > MAX_CHARS || !NameRules.isAscii(name)) {
            return NameRules.of(name);
        }
        int hash = name.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        Known known = KNOWN.get(slot);
        if (known == null || !known.name.equals(name)) {
            Object denied = DeniedNames.snapshot();
            known = new Known(name, NameRules.of(name));
            KNOWN.set(slot, known);
            if (DeniedNames.snapshot() != denied) {
                KNOWN.set(slot, null);
            }
        }
        return known.verdict;
    }

    /** Names have to be judged anew. */
    static void forget() {
        for (int slot = 0; slot < SLOTS; slot++) {
            KNOWN.set(slot, null);
        }
    }

    private record Known(String name, NameRules.Verdict verdict) {}
}
