package dev.sluice.openrouter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Defensive copies that keep the order of the wire and survive what a server may send: null lists, null elements. */
final class Copies {

    private Copies() {}

    static <T> @Nullable List<T> list(@Nullable List<T> list) {
        return list == null ? null : list.stream().filter(Objects::nonNull).toList();
    }

    static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Map.copyOf would lose the order, and order is part of what is written back. */
    static Map<String, JsonNode> extra(@Nullable Map<String, JsonNode> extra) {
        return extra == null || extra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** A known name among the extras would be written twice in one JSON object. */
    static void requireUnknown(String name, Set<String> known) {
        if (known.contains(name)) {
            throw new IllegalArgumentException(
                    "extra field " + name + ": has its own builder method (expected: a name without one)");
        }
    }
}
