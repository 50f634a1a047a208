package dev.sluice.foundation.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scalar type in the words of JSON Schema. It allows whatever the reader accepts; what the reader refuses, it refuses where a type or a
 * pattern can tell.
 *
 * @param name under which documents share it; empty if it stands where it is used
 * @param schema the keywords, without a description
 * @param write a value as JSON, the way a person would write it
 */
record JsonForm(String name, Map<String, Object> schema, Function<Object, Object> write) {
    static final JsonForm TRUTH = new JsonForm("", Map.of("type", "boolean"), value -> value);
    static final JsonForm NUMBER = new JsonForm("", Map.of("type", "number"), value -> value);
    static final JsonForm COUNT_OF_UNITS = new JsonForm("", keywords("type", "number", "minimum", 0), value -> value);
    /** Plain text in YAML may look like a number or a switch. */
    static final JsonForm TEXT =
            new JsonForm("text", keywords("type", List.of("string", "number", "boolean")), Object::toString);

    static final JsonForm PATH = new JsonForm(
            "path", keywords("type", List.of("string", "number", "boolean"), "pattern", "\\S"), Object::toString);
    static final JsonForm ADDRESS = pattern("address", "^[A-Za-z][A-Za-z0-9+.\\-]*:/");
    static final JsonForm VARIABLE = pattern("variable", "^[A-Z_][A-Z0-9_]*$");

    static JsonForm pattern(String name, String regex) {
        return pattern(name, regex, Object::toString);
    }

    static JsonForm pattern(String name, String regex, Function<Object, Object> write) {
        return new JsonForm(name, keywords("type", "string", "pattern", regex), write);
    }

    static JsonForm whole(long least, long most) {
        boolean bounded = least > Long.MIN_VALUE;
        Map<String, Object> schema =
                bounded ? keywords("type", "integer", "minimum", least, "maximum", most) : keywords("type", "integer");
        return new JsonForm("", schema, value -> value);
    }

    /** The constants, which editors offer, or one of them in other letters or with {@code -}. */
    static JsonForm words(List<String> constants) {
        String anyCase = constants.stream().map(JsonForm::inAnyCase).collect(Collectors.joining("|", "^(", ")$"));
        Map<String, Object> schema = Map.of(
                "anyOf",
                List.of(keywords("type", "string", "enum", constants), keywords("type", "string", "pattern", anyCase)));
        return new JsonForm("", schema, value -> ((Enum<?>) value).name());
    }

    private static String inAnyCase(String constant) {
        return Stream.of(constant.split(""))
                .map(letter ->
                        letter.equals("_") ? "[-_]" : "[" + letter + letter.toLowerCase(java.util.Locale.ROOT) + "]")
                .map(letter -> letter.replaceAll("\\[(\\d)\\d]", "$1"))
                .collect(Collectors.joining());
    }

    /** A map in this order. */
    static Map<String, Object> keywords(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
