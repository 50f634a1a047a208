package dev.sluice.foundation.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays one layer after the other, the file and then the environment, over the sections' defaults. Each layer is checked by itself, over what is
 * below it.
 */
final class Assembly {
    private static final String PROVIDERS = "providers";

    private final Map<Section<?>, RecordShape> sections;
    private final Set<String> providers;
    private final boolean othersAllowed;
    private final Map<Configuration.Key, Record> values = new LinkedHashMap<>();

    Assembly(Map<Section<?>, RecordShape> sections, Set<String> known, boolean othersAllowed) {
        this.sections = sections;
        this.providers = new LinkedHashSet<>(known);
        this.othersAllowed = othersAllowed;
    }

    void lay(@Nullable Node layer) {
        if (layer == null) {
            return;
        }
        List<Section<?>> roots = sections.keySet().stream()
                .filter(section -> section.level() == Section.Level.ROOT)
                .toList();
        List<String> names = new ArrayList<>(List.of(PROVIDERS));
        roots.forEach(section -> names.add(section.name()));
        Node.Mapping mapping = mapping(layer, names, KeyPath.ROOT);
        checkKeys(mapping, "section", names, names, KeyPath.ROOT);
        for (Node.Entry entry : mapping.entries()) {
            KeyPath path = KeyPath.ROOT.child(entry.key());
            if (entry.key().equals(PROVIDERS)) {
                layProviders(entry.value(), path);
            }
            roots.stream()
                    .filter(section -> section.name().equals(Keys.kebab(entry.key())))
                    .forEach(section -> put("", section, entry.value(), path));
        }
    }

    Configuration finish() {
        return new Configuration(sections.keySet(), providers, values);
    }

    private void layProviders(Node node, KeyPath path) {
        Node.Mapping mapping = mapping(node, providers, path);
        FreeKeys names = new FreeKeys(providers);
        for (Node.Entry entry : mapping.entries()) {
            String provider = names.resolve(entry);
            if (!providers.contains(provider) && !othersAllowed) {
                String fact = Keys.unknown("provider", entry.key(), providers, providers);
                throw path.child(entry.key()).refuse(entry.place(), fact);
            }
        }
        for (Node.Entry entry : mapping.entries()) {
            String provider = names.resolve(entry);
            providers.add(provider);
            layProvider(provider, entry, path.child(entry.key()));
        }
    }

    private void layProvider(String provider, Node.Entry entry, KeyPath path) {
        Map<String, Section<?>> bySectionName = new LinkedHashMap<>();
        List<Section<?>> scalars = new ArrayList<>();
        Set<String> listed = new LinkedHashSet<>();
        Set<String> accepted = new LinkedHashSet<>();
        sections.forEach((section, shape) -> {
            if (!section.appliesTo(provider)) {
                return;
            }
            if (section.level() == Section.Level.PROVIDER) {
                bySectionName.put(section.name(), section);
            } else if (section.level() == Section.Level.PROVIDER_KEYS) {
                scalars.add(section);
                listed.addAll(shape.keys());
                accepted.addAll(shape.accepted());
            }
        });
        listed.addAll(bySectionName.keySet());
        accepted.addAll(bySectionName.keySet());
        Node.Mapping mapping = mapping(entry.value(), listed, path);
        checkKeys(mapping, "key", listed, accepted, path);
        for (Section<?> section : scalars) {
            RecordShape shape = shapeOf(section);
            List<Node.Entry> own = mapping.entries().stream()
                    .filter(candidate -> shape.spelling(candidate.key()) != null)
                    .toList();
            if (!own.isEmpty()) {
                put(provider, section, new Node.Mapping(mapping.place(), own), path);
            }
        }
        for (Node.Entry part : mapping.entries()) {
            Section<?> section = bySectionName.get(Keys.kebab(part.key()));
            if (section != null) {
                put(provider, section, part.value(), path.child(part.key()));
            }
        }
    }

    private void put(String provider, Section<?> section, Node node, KeyPath path) {
        Configuration.Key key = new Configuration.Key(provider, section);
        Record below = values.getOrDefault(key, section.defaultsFor(provider));
        values.put(key, (Record) Binder.bind(shapeOf(section), node, below, path));
    }

    private RecordShape shapeOf(Section<?> section) {
        RecordShape shape = sections.get(section);
        if (shape == null) {
            throw new IllegalStateException("section " + section + ": no shape");
        }
        return shape;
    }

    private static void checkKeys(
            Node.Mapping mapping, String what, Collection<String> listed, Collection<String> accepted, KeyPath path) {
        for (Node.Entry entry : mapping.entries()) {
            if (!accepted.contains(Keys.kebab(entry.key()))) {
                String fact = Keys.unknown(what, entry.key(), listed, accepted);
                throw path.child(entry.key()).refuse(entry.place(), fact);
            }
        }
    }

    private static Node.Mapping mapping(Node node, Collection<String> keys, KeyPath path) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        String advice = node instanceof Node.Nothing ? "; leave the key out to keep the defaults" : "";
        throw path.refuse(node.place(), node.kind() + " (expected: a map of " + String.join(", ", keys) + advice + ")");
    }
}
