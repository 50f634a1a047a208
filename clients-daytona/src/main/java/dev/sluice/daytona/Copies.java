package dev.sluice.daytona;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Defensive copies that keep the order of the wire and survive nulls. */
final class Copies {

    private Copies() {}

    static <T> List<T> list(@Nullable List<T> list) {
        return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    }

    /** Map.copyOf would lose the order and throw on a null value. */
    static <V> Map<String, V> map(@Nullable Map<String, V> map) {
        return map == null || map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    static <V> @Nullable Map<String, V> orNull(@Nullable Map<String, V> map) {
        return map == null ? null : map(map);
    }
}
