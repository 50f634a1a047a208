package dev.sluice.simulators;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * JSON that follows a schema: what the simulated model writes where a structure is asked for. Numbers and choices depend on the seed, texts
 * are the given one, or the property's name. Of JSON Schema it knows what generators write: types, properties, items, enum, const, anyOf and
 * oneOf, references, and the common formats.
 */
final class SchemaSample {
    private static final int DEEPEST = 6;

    private final JsonNode root;
    private final String text;
    private long state;

    /** @param text what texts say; blank if they say their property's name */
    SchemaSample(JsonNode root, String text, long seed) {
        this.root = root;
        this.text = text;
        this.state = seed;
    }

    String json() {
        Object sample = sample(root, "", 0);
        return sample == null ? "null" : Json.text(sample);
    }

    private @Nullable Object sample(JsonNode schema, String name, int depth) {
        if (depth > 3 * DEEPEST) {
            return null; // a type that cannot end
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.path("enum").path(below(schema.path("enum").size()));
        }
        if (schema.has("$ref")) {
            return sample(root.at(schema.path("$ref").asString().substring(1)), name, depth + 1);
        }
        JsonNode either = schema.has("anyOf") ? schema.path("anyOf") : schema.path("oneOf");
        if (!either.isMissingNode()) {
            return sample(either.path(depth > DEEPEST ? either.size() - 1 : 0), name, depth);
        }
        return value(schema, name, depth);
    }

    private @Nullable Object value(JsonNode schema, String name, int depth) {
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.path(0).asString("") : type.asString("")) {
            case "object" -> object(schema, depth);
            case "array" -> depth > DEEPEST ? List.of() : list(sample(schema.path("items"), name, depth + 1));
            case "string" -> text(schema.path("format").asString(""), name);
            case "integer" -> 1 + below(100);
            case "number" -> BigDecimal.valueOf(1 + below(99), 2);
            case "boolean" -> below(2) == 0;
            default -> null;
        };
    }

    private Map<String, @Nullable Object> object(JsonNode schema, int depth) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        schema.path("properties")
                .properties()
                .forEach(property ->
                        object.put(property.getKey(), sample(property.getValue(), property.getKey(), depth + 1)));
        return object;
    }

    private static List<@Nullable Object> list(@Nullable Object only) {
        List<@Nullable Object> list = new ArrayList<>();
        list.add(only);
        return list;
    }

    private String text(String format, String name) {
        return switch (format) {
            case "date-time" -> "2026-01-02T03:04:05Z";
            case "date" -> "2026-01-02";
            case "time" -> "03:04:05Z";
            case "duration" -> "PT1H";
            case "uuid" -> "00000000-0000-4000-8000-000000000001";
            default -> text.isBlank() ? name : text;
        };
    }

    private int below(int bound) {
        state = Seeds.mix(state);
        return bound == 0 ? 0 : Seeds.below(state, bound);
    }
}
