package dev.sluice.openrouter.structured;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Whether JSON follows a schema that {@link SchemaBuilder} wrote. Formats are left to the reading of the values. */
final class SchemaCheck {
    private final JsonNode root;

    SchemaCheck(JsonNode root) {
        this.root = root;
    }

    /** @throws SchemaMismatchException at the first place that does not */
    void check(JsonNode value) {
        check(value, root, "$");
    }

    private void check(JsonNode value, JsonNode schema, String path) {
        if (schema.has("$ref")) {
            check(value, definition(schema.path("$ref").asString()), path);
        } else if (schema.has("anyOf")) {
            if (!value.isNull() || !mayBeNull(schema)) {
                check(value, schema.path("anyOf").path(0), path);
            }
        } else if (schema.has("type")) {
            checkType(value, schema, path);
        }
    }

    private JsonNode definition(String reference) {
        return reference.equals("#")
                ? root
                : root.path("$defs").path(reference.substring(SchemaBuilder.DEFINITIONS.length()));
    }

    private static boolean mayBeNull(JsonNode schema) {
        return schema.path("anyOf").size() == 2;
    }

    private void checkType(JsonNode value, JsonNode schema, String path) {
        boolean fits = switch (schema.path("type").asString()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString() && isOneOf(value, schema.path("enum"));
            case "integer" -> value.isNumber() && isWhole(value);
            case "number" -> value.isNumber();
            default -> value.isBoolean();
        };
        if (!fits) {
            throw new SchemaMismatchException(path + ": " + fact(value) + " (expected: " + expected(schema) + ")");
        }
        if (value.isObject()) {
            checkObject(value, schema, path);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(value.path(i), schema.path("items"), path + "[" + i + "]");
            }
        }
    }

    private void checkObject(JsonNode value, JsonNode schema, String path) {
        schema.path("properties").properties().forEach(property -> {
            JsonNode found = value.path(property.getKey());
            if (!found.isMissingNode() || !mayBeNull(property.getValue())) {
                check(found, property.getValue(), path + "." + property.getKey());
            }
        });
        JsonNode others = schema.path("additionalProperties");
        if (others.isObject()) {
            value.values().forEach(entry -> check(entry, others, path + ".*"));
        }
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber()
                || value.decimalValue().stripTrailingZeros().scale() <= 0;
    }

    private static boolean isOneOf(JsonNode value, JsonNode words) {
        return words.isMissingNode() || words.valueStream().anyMatch(value::equals);
    }

    private static String fact(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING -> "missing";
            case NULL -> "null";
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a text that does not fit";
            case NUMBER -> "a number that does not fit";
            default -> "a value that does not fit";
        };
    }

    private static String expected(JsonNode schema) {
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.path("enum").forEach(word -> words.add(word.asString()));
            return "one of " + String.join(", ", words);
        }
        String type = schema.path("type").asString();
        return switch (type) {
            case "object", "array", "integer" -> "an " + type;
            default -> "a " + type;
        };
    }
}
