package dev.sluice.exa;

import org.jspecify.annotations.Nullable;

/** Ids as segments of a path. */
final class Ids {
    private Ids() {}

    /**
     * The same id.
     *
     * @throws IllegalArgumentException if the path would be another one with it: that of the whole list, or one above
     */
    static String checked(@Nullable String id) {
        if (id == null || id.isBlank() || id.equals(".") || id.equals("..")) {
            throw new IllegalArgumentException("id: no name of anything (expected: one that Exa gave)");
        }
        return id;
    }
}
