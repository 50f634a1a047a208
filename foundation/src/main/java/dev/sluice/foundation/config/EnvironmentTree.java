package dev.sluice.foundation.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns {@code SLUICE__…} variables into {@link Node}s: {@code __} separates levels, {@code _} stands for {@code -}. */
final class EnvironmentTree {
    private static final String PREFIX = "SLUICE__";
    private static final Pattern NAME = Pattern.compile("[A-Z0-9]+(?:__?[A-Z0-9]+)*");

    private EnvironmentTree() {}

    static Node.Mapping parse(Map<String, String> variables) {
        Node.Mapping root = new Node.Mapping(Place.ofVariable(PREFIX), new ArrayList<>());
        // Sorted, so that a variable comes before those that go deeper, and errors do not depend on the order of the
        // environment.
        new TreeMap<>(variables).forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                add(root, name, name.substring(PREFIX.length()), value);
            }
        });
        return root;
    }

    /** The variables with a section's own beginning, as far as they name a key that it has. */
    static Node.Mapping parse(Map<String, String> variables, String prefix, String section, RecordShape shape) {
        Node.Mapping root = new Node.Mapping(Place.ofVariable(prefix), new ArrayList<>());
        new TreeMap<>(variables).forEach((name, value) -> {
            String path = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
            String key = path.split("__", 2)[0];
            if (NAME.matcher(path).matches() && shape.spelling(key.toLowerCase(Locale.ROOT)) != null) {
                add(root, name, section.replace('-', '_').toUpperCase(Locale.ROOT) + "__" + path, value);
            }
        });
        return root;
    }

    private static void add(Node.Mapping root, String name, String path, String value) {
        Place place = Place.ofVariable(name);
        if (!NAME.matcher(path).matches()) {
            throw KeyPath.ROOT.refuse(
                    place, "malformed name (expected: capital letters and digits, _ between words, __ between levels)");
        }
        List<String> levels = List.of(path.toLowerCase(Locale.ROOT)
                .replace("__", ".")
                .replace('_', '-')
                .split("\\.", -1));
        Node.Mapping parent = root;
        for (String level : levels.subList(0, levels.size() - 1)) {
            parent = descend(parent, level, place);
        }
        // An empty variable has no value, exactly like an empty key of the file.
        Node leaf = value.isBlank() ? new Node.Nothing(place) : new Node.Scalar(place, value.strip(), false);
        parent.entries().add(new Node.Entry(place, levels.get(levels.size() - 1), leaf));
    }

    private static Node.Mapping descend(Node.Mapping parent, String level, Place place) {
        Node.@Nullable Entry last = parent.entries().stream()
                .filter(e -> e.key().equals(level))
                .findFirst()
                .orElse(null);
        if (last == null) {
            Node.Mapping created = new Node.Mapping(place, new ArrayList<>());
            parent.entries().add(new Node.Entry(place, level, created));
            return created;
        }
        if (last.value() instanceof Node.Mapping mapping) {
            return mapping;
        }
        throw KeyPath.ROOT.refuse(
                place,
                "goes below a single value (expected: not together with "
                        + last.place().text() + ")");
    }
}
