package dev.sluice.client.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Unmodifiable copies for the compact constructors of records that stand for bodies. The order of the wire is kept, and what a server may
 * send is survived: null lists, null elements, null values, at which {@code List.copyOf} and {@code Map.copyOf} throw.
 */
public final class Copies {
    private Copies() {}

    /** A copy with null elements in their places; null becomes empty. */
    public static <T> List<T> list(@Nullable List<T> values) {
        return values == null || values.isEmpty() ? List.of() : Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** A copy without null elements; null becomes empty. */
    public static <T> List<T> present(@Nullable List<T> values) {
        return values == null
                ? List.of()
                : values.stream().filter(Objects::nonNull).toList();
    }

    /** A copy without null elements; null stays null. */
    public static <T> @Nullable List<T> presentOrNull(@Nullable List<T> values) {
        return values == null ? null : present(values);
    }

    /** A copy with null values; null becomes empty. */
    public static <V> Map<String, V> map(@Nullable Map<String, V> fields) {
        return fields == null || fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A copy with null values; null stays null. */
    public static <V> @Nullable Map<String, V> mapOrNull(@Nullable Map<String, V> fields) {
        return fields == null ? null : map(fields);
    }
}
