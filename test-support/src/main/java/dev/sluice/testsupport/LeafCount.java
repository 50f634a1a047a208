package dev.sluice.testsupport;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where the leaf values of a body ended: strings, numbers and booleans, nulls not counted.
 *
 * @param typed in components of records, lists and maps of them
 * @param json in components that keep a tree as it came
 * @param extra in maps of fields without a component ({@code @JsonAnySetter})
 */
public record LeafCount(long typed, long json, long extra) {

    /** No leaf. */
    public static final LeafCount NONE = new LeafCount(0, 0, 0);

    private static final LeafCount ONE = new LeafCount(1, 0, 0);

    /** The leaves of a record that was read from a body, or of a collection of such records. */
    public static LeafCount of(@Nullable Object value) {
        if (value == null) {
            return NONE;
        }
        if (value instanceof JsonNode tree) {
            return new LeafCount(0, leaves(tree), 0);
        }
        if (value instanceof Iterable<?> items) {
            LeafCount sum = NONE;
            for (Object item : items) {
                sum = sum.plus(of(item));
            }
            return sum;
        }
        if (value instanceof Map<?, ?> map) {
            return of(map.values());
        }
        if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null));
        }
        if (value.getClass().isArray()) {
            return new LeafCount(Array.getLength(value), 0, 0);
        }
        return value instanceof Record body ? ofComponents(body) : ONE;
    }

    /** The leaves of both. */
    public LeafCount plus(LeafCount other) {
        return new LeafCount(typed + other.typed, json + other.json, extra + other.extra);
    }

    /** All leaves. */
    public long total() {
        return typed + json + extra;
    }

    /** The share of typed leaves among all, 0 to 1; 1 if there are none. */
    public double typedShare() {
        return total() == 0 ? 1 : (double) typed / total();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d leaves: %.1f %% typed, %d as JSON trees, %d extra",
                total(),
                100 * typedShare(),
                json,
                extra);
    }

    private static LeafCount ofComponents(Record body) {
        LeafCount sum = NONE;
        for (RecordComponent component : body.getClass().getRecordComponents()) {
            LeafCount leaves = of(value(body, component));
            sum = sum.plus(isExtra(body, component) ? new LeafCount(0, 0, leaves.total()) : leaves);
        }
        return sum;
    }

    private static boolean isExtra(Record body, RecordComponent component) {
        try {
            return body.getClass().getDeclaredField(component.getName()).isAnnotationPresent(JsonAnySetter.class);
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static @Nullable Object value(Record body, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(body);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(body.getClass() + "." + component.getName(), e);
        }
    }

    private static long leaves(JsonNode tree) {
        if (tree.isContainer()) {
            return tree.valueStream().mapToLong(LeafCount::leaves).sum();
        }
        return tree.isNull() || tree.isMissingNode() ? 0 : 1;
    }
}
