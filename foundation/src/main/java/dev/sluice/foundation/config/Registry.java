package dev.sluice.foundation.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks registered sections against each other, so that every key has exactly one owner. */
final class Registry {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private Registry() {}

    static Map<Section<?>, RecordShape> shapes(Section<?>... sections) {
        Map<Section<?>, RecordShape> shapes = new LinkedHashMap<>();
        for (Section<?> section : sections) {
            RecordShape shape = RecordShape.of(section.type());
            Set<String> keys = keys(section, shape);
            shapes.forEach((other, otherShape) -> {
                boolean disjoint = Collections.disjoint(keys, keys(other, otherShape));
                if (section.sharesLevelWith(other) && !disjoint) {
                    throw new IllegalArgumentException(
                            "sections " + other + " and " + section + ": claim the same key");
                }
            });
            shapes.put(section, shape);
        }
        return shapes;
    }

    private static Set<String> keys(Section<?> section, RecordShape shape) {
        if (section.level() == Section.Level.PROVIDER_KEYS) {
            return shape.accepted();
        }
        String name = section.name();
        if (!NAME.matcher(name).matches() || (section.level() == Section.Level.ROOT && name.equals("providers"))) {
            throw new IllegalArgumentException(
                    "section " + section + ": unusable name (expected: kebab-case, not providers)");
        }
        return Set.of(name);
    }
}
