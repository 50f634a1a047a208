package dev.sluice.simulators;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeType;

/** The places of a JSON tree and the types found there; all items of a list are one place. */
final class Shape {
    private final Map<String, Set<JsonNodeType>> types = new TreeMap<>();

    static Shape of(JsonNode... trees) {
        Shape shape = new Shape();
        for (JsonNode tree : trees) {
            shape.add("", tree);
        }
        return shape;
    }

    Shape and(JsonNode tree) {
        add("", tree);
        return this;
    }

    Set<String> places() {
        return types.keySet();
    }

    /** Places of this that the other lacks, or that have a type there which the other has not seen. */
    Set<String> unknownTo(Shape other) {
        Set<String> unknown = new TreeSet<>();
        types.forEach((place, found) -> {
            if (!other.types.getOrDefault(place, Set.of()).containsAll(found)) {
                unknown.add(place + " " + found);
            }
        });
        return unknown;
    }

    private void add(String place, JsonNode node) {
        types.computeIfAbsent(place, key -> new TreeSet<>()).add(node.getNodeType());
        if (node.isArray()) {
            node.forEach(item -> add(place + "[]", item));
        }
        node.properties().forEach(field -> add(place + "." + field.getKey(), field.getValue()));
    }
}
