package dev.sluice.client;

import feign.QueryMapEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns a record into query parameters under its JSON names: nulls left out, lists repeated, numbers in plain notation. */
final class JsonQueryMapEncoder implements QueryMapEncoder {
    private final JsonMapper mapper;

    JsonQueryMapEncoder(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Map<String, Object> encode(Object query) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        JsonNode tree = mapper.valueToTree(query);
        tree.properties().forEach(property -> {
            if (!property.getValue().isNull()) {
                parameters.put(property.getKey(), parameter(property.getKey(), property.getValue()));
            }
        });
        return parameters;
    }

    private static Object parameter(String name, JsonNode value) {
        if (!value.isArray()) {
            return text(name, value);
        }
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(text(name, element)));
        return texts;
    }

    private static String text(String name, JsonNode value) {
        if (value.isContainer()) {
            throw new IllegalArgumentException(
                    "query parameter " + name + ": nested (expected: a scalar or a list of them)");
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
    }
}
