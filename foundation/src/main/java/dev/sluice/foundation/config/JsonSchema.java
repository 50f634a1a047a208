package dev.sluice.foundation.config;

import static dev.sluice.foundation.config.JsonForm.keywords;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One JSON Schema (draft 2020-12) of a whole configuration file, made from the registered sections. It allows every file that the reader
 * accepts, and refuses what types, patterns and names can tell; what only a record's own checks know is left to the reader.
 */
final class JsonSchema {
    private final Map<Section<?>, RecordShape> sections;
    private final Map<String, Object> definitions = new TreeMap<>();

    private JsonSchema(Map<Section<?>, RecordShape> sections) {
        this.sections = sections;
    }

    static Map<String, Object> of(Map<Section<?>, RecordShape> sections, Set<String> providers, boolean othersAllowed) {
        return new JsonSchema(sections).document(providers, othersAllowed);
    }

    private Map<String, Object> document(Set<String> providers, boolean othersAllowed) {
        JsonObject byProvider = new JsonObject("Providers by name.");
        new TreeSet<>(providers).forEach(provider -> byProvider.key(provider, provider(provider)));
        JsonObject root = new JsonObject("What is left out keeps its shipped default, key by key.");
        root.key("providers", byProvider.closed(othersAllowed ? provider(null) : false));
        sections.forEach((section, shape) -> {
            if (section.level() == Section.Level.ROOT) {
                root.key(section.name(), section(section, shape, ""));
            }
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("title", "sluice.yaml");
        document.putAll(root.closed(false));
        document.put("type", List.of("object", "null"));
        document.put("$defs", definitions);
        return document;
    }

    /** One provider's keys and sections; null for any other provider, whose defaults nobody knows yet. */
    private Map<String, Object> provider(@Nullable String name) {
        JsonObject object = new JsonObject(name == null ? "A provider of your own." : "Provider " + name + ".");
        sections.forEach((section, shape) -> {
            boolean here = name == null ? section.isForAll() : section.appliesTo(name);
            if (here && section.level() == Section.Level.PROVIDER) {
                object.key(section.name(), section(section, shape, name));
            } else if (here && section.level() == Section.Level.PROVIDER_KEYS) {
                components(object, shape, false, name == null ? null : section.defaultsFor(name));
            }
        });
        return object.closed(false);
    }

    private Map<String, Object> section(Section<?> section, RecordShape shape, @Nullable String provider) {
        Map<String, Object> schema = new LinkedHashMap<>(schema(shape, false));
        if (provider != null) {
            schema.put("default", JsonValues.of(shape, section.defaultsFor(provider)));
        }
        return schema;
    }

    /** @param whole whether there is no default that could complete it */
    private Map<String, Object> schema(Shape shape, boolean whole) {
        if (shape instanceof ScalarShape scalar) {
            return scalar(scalar);
        }
        if (shape instanceof Shape.OfList list) {
            return keywords("type", "array", "items", schema(list.item(), true));
        }
        if (shape instanceof Shape.OfMap map) {
            return keywords("type", "object", "additionalProperties", schema(map.value(), whole));
        }
        RecordShape recordShape = (RecordShape) shape;
        JsonObject object = new JsonObject("");
        components(object, recordShape, whole, null);
        return shared(recordShape.type().getSimpleName(), object.closed(false));
    }

    private void components(JsonObject object, RecordShape shape, boolean whole, @Nullable Record defaults) {
        List<Component> components = shape.components();
        for (int i = 0; i < components.size(); i++) {
            Component component = components.get(i);
            Map<String, Object> schema = new LinkedHashMap<>(schema(shape.shapeUnder(component.key()), whole));
            String description = component.description();
            if (!description.isEmpty()) {
                schema.put("description", description);
            }
            Object value = defaults == null ? null : component.valueIn(defaults);
            if (value != null && !JsonValues.isEmpty(value)) {
                schema.put("default", JsonValues.of(shape.shapeUnder(component.key()), value));
            }
            List<String> spellings = new ArrayList<>(List.of(component.key()));
            object.key(component.key(), schema);
            for (String alias : shape.aliases(i)) {
                object.alias(alias, component.key(), schema(shape.shapeUnder(alias), whole));
                spellings.add(alias);
            }
            if (whole && !component.isNullable() && component.empty() == null) {
                object.require(spellings);
            }
        }
    }

    private Map<String, Object> scalar(ScalarShape shape) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", "Expected: " + shape.expected() + ".");
        schema.putAll(shape.json().schema());
        return shape.json().name().isEmpty() ? schema : shared(shape.json().name(), schema);
    }

    /** A reference to a definition under this name, or under a longer one if something else has it. */
    private Map<String, Object> shared(String name, Map<String, Object> schema) {
        String free = name;
        for (int i = 2; definitions.containsKey(free) && !schema.equals(definitions.get(free)); i++) {
            free = name + i;
        }
        definitions.put(free, schema);
        return keywords("$ref", "#/$defs/" + free);
    }
}
