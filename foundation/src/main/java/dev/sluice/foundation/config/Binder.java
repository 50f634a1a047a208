package dev.sluice.foundation.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Binds nodes to values over defaults. Names are checked before values, so that a misspelt key is not reported as a missing one. */
final class Binder {
    private Binder() {}

    static Object bind(Shape shape, Node node, @Nullable Object defaults, KeyPath path) {
        if (node instanceof Node.Nothing) {
            throw path.refuse(
                    node.place(),
                    "no value (expected: " + shape.expected() + "; leave the key out to keep the default)");
        }
        if (shape instanceof ScalarShape scalarShape && node instanceof Node.Scalar scalar) {
            return scalarShape.read(scalar, path);
        }
        if (shape instanceof RecordShape recordShape && node instanceof Node.Mapping mapping) {
            return bindRecord(recordShape, mapping, (Record) defaults, path);
        }
        if (shape instanceof Shape.OfMap mapShape && node instanceof Node.Mapping mapping) {
            return bindMap(mapShape, mapping, (Map<?, ?>) defaults, path);
        }
        if (shape instanceof Shape.OfList listShape && node instanceof Node.Sequence sequence) {
            return bindList(listShape, sequence, path);
        }
        if (shape instanceof Shape.OfList listShape
                && listShape.item() instanceof ScalarShape
                && node instanceof Node.Scalar scalar
                && scalar.place().environment()) {
            return bindList(listShape, separated(scalar), path);
        }
        String inFile = node.place().environment() && !(shape instanceof ScalarShape) && node instanceof Node.Scalar
                ? "; a variable sets single values only"
                : "";
        throw path.refuse(node.place(), node.kind() + " (expected: " + shape.expected() + inFile + ")");
    }

    static Record bindRecord(RecordShape shape, Node.Mapping mapping, @Nullable Record defaults, KeyPath path) {
        checkNames(shape, mapping, path);
        List<Component> components = shape.components();
        @Nullable Object[] values = new @Nullable Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            Component component = components.get(i);
            values[i] = defaults == null ? component.empty() : component.valueIn(defaults);
        }
        for (Node.Entry entry : mapping.entries()) {
            RecordShape.Spelling spelling = Objects.requireNonNull(shape.spelling(entry.key()));
            int index = spelling.index();
            values[index] = bind(spelling.shape(), entry.value(), values[index], path.child(entry.key()));
        }
        if (defaults == null) {
            checkComplete(components, values, mapping, path);
        }
        try {
            return shape.create(values);
        } catch (IllegalArgumentException refused) {
            throw OwnCheck.refusal(mapping, path, refused);
        }
    }

    private static void checkNames(RecordShape shape, Node.Mapping mapping, KeyPath path) {
        Node.@Nullable Entry[] given =
                new Node.@Nullable Entry[shape.components().size()];
        for (Node.Entry entry : mapping.entries()) {
            RecordShape.Spelling spelling = shape.spelling(entry.key());
            if (spelling == null) {
                String fact = Keys.unknown("key", entry.key(), shape.keys(), shape.accepted());
                throw path.child(entry.key()).refuse(entry.place(), fact);
            }
            Node.Entry first = given[spelling.index()];
            if (first != null) {
                String fact = "the same as " + first.key() + " (expected: one spelling; first at "
                        + first.place().text() + ")";
                throw path.child(entry.key()).refuse(entry.place(), fact);
            }
            given[spelling.index()] = entry;
        }
    }

    private static void checkComplete(
            List<Component> components, @Nullable Object[] values, Node.Mapping mapping, KeyPath path) {
        for (int i = 0; i < values.length; i++) {
            Component component = components.get(i);
            if (values[i] == null && !component.isNullable()) {
                throw path.refuse(mapping.place(), "incomplete (expected: " + component.key() + " as well)");
            }
        }
    }

    private static Map<String, Object> bindMap(
            Shape.OfMap shape, Node.Mapping mapping, @Nullable Map<?, ?> defaults, KeyPath path) {
        Map<String, Object> merged = new LinkedHashMap<>();
        if (defaults != null) {
            defaults.forEach((key, value) -> merged.put((String) key, value));
        }
        FreeKeys known = new FreeKeys(merged.keySet());
        for (Node.Entry entry : mapping.entries()) {
            String key = known.resolve(entry);
            merged.put(key, bind(shape.value(), entry.value(), merged.get(key), path.child(entry.key())));
        }
        return Collections.unmodifiableMap(merged);
    }

    /** A variable has one text: of a list of single values they stand between commas. */
    private static Node.Sequence separated(Node.Scalar scalar) {
        return new Node.Sequence(
                scalar.place(),
                Stream.of(scalar.text().split(",", -1))
                        .<Node>map(item -> new Node.Scalar(scalar.place(), item.strip(), false))
                        .toList());
    }

    private static List<Object> bindList(Shape.OfList shape, Node.Sequence sequence, KeyPath path) {
        List<Object> items = new ArrayList<>();
        for (Node item : sequence.items()) {
            items.add(bind(shape.item(), item, null, path.item(items.size())));
        }
        return List.copyOf(items);
    }
}
