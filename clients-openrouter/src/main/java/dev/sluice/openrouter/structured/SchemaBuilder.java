package dev.sluice.openrouter.structured;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.TypeFactory;

/**
 * Writes one schema, by the rules of strict mode: properties in the order of their declaration, all of them required (what may be missing
 * may be null instead), no others. Two things leave strict mode, and are told by {@link #isStrict}: maps and values of any kind. A type
 * that contains itself is defined once and referred to; others are written where they stand. For one use.
 */
final class SchemaBuilder {
    static final String DEFINITIONS = "#/$defs/";

    private final TypeFactory types;
    private final ObjectNode definitions = OpenRouterJson.mapper().createObjectNode();
    private final Map<JavaType, Boolean> open = new HashMap<>();
    private final @Nullable JavaType root;
    private boolean strict = true;

    /** @param root the record that the schema is of; null if it is of no record */
    SchemaBuilder(@Nullable JavaType root) {
        this.types = OpenRouterJson.mapper().getTypeFactory();
        this.root = root;
    }

    boolean isStrict() {
        return strict;
    }

    /** The schema of an object with these properties. */
    ObjectNode build(List<Member> members) {
        if (root != null) {
            open.put(root, true);
        }
        ObjectNode schema = object(members, root);
        if (!definitions.isEmpty()) {
            schema.set("$defs", definitions);
        }
        return schema;
    }

    static List<Member> members(JavaType record, TypeFactory types) {
        RecordComponent[] components =
                Objects.requireNonNull(record.getRawClass().getRecordComponents());
        return Stream.of(components)
                .map(component -> Member.of(component, record.getBindings(), types))
                .toList();
    }

    private ObjectNode object(List<Member> members, @Nullable JavaType record) {
        ObjectNode schema = typed("object");
        JsonClassDescription description =
                record == null ? null : record.getRawClass().getAnnotation(JsonClassDescription.class);
        if (description != null) {
            schema.put("description", description.value());
        }
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = OpenRouterJson.mapper().createArrayNode();
        for (Member member : members) {
            properties.set(member.name(), property(member));
            required.add(member.name());
        }
        return schema.set("required", required).put("additionalProperties", false);
    }

    private ObjectNode property(Member member) {
        ObjectNode schema = value(member.type(), member.name());
        if (member.nullable()) {
            schema = anyOf(schema, typed("null"));
        } else if (schema.has("$ref") && member.description() != null) {
            schema = anyOf(schema); // strict mode allows nothing beside a reference
        }
        if (member.description() != null) {
            schema.put("description", member.description());
        }
        return schema;
    }

    private ObjectNode value(JavaType type, String place) {
        SchemaTypes.Scalar scalar = SchemaTypes.scalar(type);
        if (scalar != null) {
            return scalar(scalar);
        }
        if (type.isEnumType() || type.getRawClass().isEnum()) {
            return words(type);
        }
        if (SchemaTypes.isOptional(type)) {
            return value(type.containedTypeOrUnknown(0), place);
        }
        if (type.isArrayType() || type.isCollectionLikeType()) {
            return typed("array").set("items", value(type.getContentType(), place + "[]"));
        }
        if (type.isMapLikeType()) {
            strict = false;
            return typed("object").set("additionalProperties", value(type.getContentType(), place + "{}"));
        }
        if (type.getRawClass().isRecord()) {
            return nested(type);
        }
        if (type.isJavaLangObject() || JsonNode.class.isAssignableFrom(type.getRawClass())) {
            strict = false;
            return OpenRouterJson.mapper().createObjectNode();
        }
        throw new IllegalArgumentException(place + ": " + type.getRawClass().getName()
                + " has no schema (expected: a record, an enum, a list, a map, an optional, a number, a text, a time)");
    }

    private ObjectNode nested(JavaType type) {
        if (open.containsKey(type)) {
            open.put(type, true);
            return reference(type);
        }
        open.put(type, false);
        ObjectNode schema = object(members(type, types), type);
        boolean containsItself = Boolean.TRUE.equals(open.remove(type));
        if (!containsItself) {
            return schema;
        }
        definitions.set(name(type), schema);
        return reference(type);
    }

    private ObjectNode reference(JavaType type) {
        return OpenRouterJson.mapper()
                .createObjectNode()
                .put("$ref", type.equals(root) ? "#" : DEFINITIONS + name(type));
    }

    private static ObjectNode scalar(SchemaTypes.Scalar scalar) {
        ObjectNode schema = typed(scalar.type());
        if (scalar.format() != null) {
            schema.put("format", scalar.format());
        }
        return scalar.description() == null ? schema : schema.put("description", scalar.description());
    }

    private static ObjectNode words(JavaType type) {
        List<@Nullable Object> constants =
                new ArrayList<>(List.of(type.getRawClass().getEnumConstants()));
        return typed("string").set("enum", OpenRouterJson.mapper().valueToTree(constants));
    }

    private static ObjectNode anyOf(ObjectNode... schemas) {
        ObjectNode either = OpenRouterJson.mapper().createObjectNode();
        either.putArray("anyOf").addAll(List.of(schemas));
        return either;
    }

    private static ObjectNode typed(String word) {
        return OpenRouterJson.mapper().createObjectNode().put("type", word);
    }

    private static String name(JavaType type) {
        return type.toCanonical().replaceAll("[^A-Za-z0-9]+", "_");
    }
}
