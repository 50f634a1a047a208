package dev.sluice.foundation.config;

import static dev.sluice.foundation.config.JsonForm.keywords;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The schema of an object under construction. A key is a property, which editors offer, under its kebab-case name; its other spellings are
 * patterns, which editors accept in silence. Confined to one thread.
 */
final class JsonObject {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]+");

    private final String description;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Map<String, Object> patterns = new LinkedHashMap<>();
    private final List<Object> required = new ArrayList<>();

    JsonObject(String description) {
        this.description = description;
    }

    void key(String name, Map<String, Object> schema) {
        properties.put(name, schema);
        if (name.contains("-") && PLAIN.matcher(name).matches()) {
            Map<String, Object> form = new LinkedHashMap<>(schema);
            form.remove("default");
            patterns.put("^(?!" + name + "$)" + anySpelling(name) + "$", form);
        }
    }

    void alias(String name, String key, Map<String, Object> schema) {
        Map<String, Object> described = new LinkedHashMap<>(schema);
        described.merge("description", "The same as " + key + ".", (form, same) -> same + " " + form);
        patterns.put("^" + anySpelling(name) + "$", described);
    }

    /** One of these spellings must be there. */
    void require(List<String> names) {
        List<Object> ways = names.stream()
                .flatMap(JsonObject::spellings)
                .map(name -> (Object) keywords("required", List.of(name)))
                .toList();
        required.add(ways.size() == 1 ? ways.get(0) : keywords("anyOf", ways));
    }

    /** @param others what any other key may hold; false for none */
    Map<String, Object> closed(Object others) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!patterns.isEmpty()) {
            schema.put("patternProperties", patterns);
        }
        schema.put("additionalProperties", others);
        if (!required.isEmpty()) {
            schema.put("allOf", required);
        }
        return schema;
    }

    private static String anySpelling(String name) {
        return name.replace("-", "[-_]");
    }

    private static Stream<String> spellings(String name) {
        int dash = name.indexOf('-');
        if (dash < 0) {
            return Stream.of(name);
        }
        String head = name.substring(0, dash);
        List<String> tails = spellings(name.substring(dash + 1)).collect(Collectors.toList());
        return tails.stream().flatMap(tail -> Stream.of(head + "-" + tail, head + "_" + tail));
    }
}
