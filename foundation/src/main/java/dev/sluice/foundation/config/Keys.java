package dev.sluice.foundation.config;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The spellings of a key, and the known key that an unknown one was probably meant to be. */
final class Keys {
    private static final int MOST_LISTED = 16;
    private static final int MOST_SLIPS = 3;

    private Keys() {}

    /** {@code max_concurrent} as {@code max-concurrent}. */
    static String kebab(String written) {
        return written.replace('_', '-');
    }

    /** {@code maxConcurrent} as {@code max-concurrent}, {@code baseURL} as {@code base-url}. */
    static String ofComponent(String camelCase) {
        return camelCase
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * What to say about an unknown key.
     *
     * @param listed the keys to list as expected
     * @param accepted every spelling that may be suggested
     */
    static String unknown(String what, String written, Collection<String> listed, Collection<String> accepted) {
        String key = kebab(written);
        if (Redaction.isSecretName(key)) {
            String variable = nearest(key + "-env", accepted);
            if (variable != null && variable.endsWith("-env")) {
                return "unknown " + what + " (expected: " + variable
                        + ", the name of an environment variable; secrets do not belong in this file)";
            }
        }
        if (accepted.isEmpty()) {
            return "unknown " + what + " (expected: none here)";
        }
        String nearest = nearest(key, accepted);
        return "unknown " + what + " (expected: " + oneOf(listed)
                + (nearest == null ? ")" : "; did you mean " + nearest + "?)");
    }

    /** The closest candidate by edit distance, if it is close enough to be a slip of the pen. */
    static @Nullable String nearest(String key, Collection<String> candidates) {
        String best = null;
        int bestDistance = Math.max(1, Math.min(MOST_SLIPS, key.length() / 3)) + 1;
        for (String candidate : new TreeSet<>(candidates)) {
            int distance = EditDistance.between(key.toLowerCase(Locale.ROOT), kebab(candidate));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
    }

    private static String oneOf(Collection<String> names) {
        String list = String.join(", ", names.stream().limit(MOST_LISTED).toList());
        return (names.size() == 1 ? "" : "one of ") + list + (names.size() > MOST_LISTED ? ", …" : "");
    }
}
