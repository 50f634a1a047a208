package dev.sluice.foundation.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of single values, each with its way of writing. */
final class ScalarTypes {
    private static final Pattern VARIABLE = Pattern.compile("[A-Z_][A-Z0-9_]*");

    private static final Map<Class<?>, ScalarShape> SHAPES = Stream.of(
                    entry(String.class, ScalarShape.text("text", text -> text, JsonForm.TEXT)),
                    entry(int.class, Numbers.whole(Integer.MIN_VALUE, Integer.MAX_VALUE, BigDecimal::intValueExact)),
                    entry(long.class, Numbers.whole(Long.MIN_VALUE, Long.MAX_VALUE, BigDecimal::longValueExact)),
                    entry(double.class, Numbers.decimal(Numbers::finite)),
                    entry(BigDecimal.class, Numbers.decimal(number -> number)),
                    entry(boolean.class, ScalarShape.plain("true or false", ScalarTypes::truth, JsonForm.TRUTH)),
                    entry(Duration.class, ScalarShape.text(Durations.EXPECTED, Durations::parse, Durations.JSON)),
                    entry(DataSize.class, ScalarShape.text("a size such as 16MB", DataSize::parse, DataSize.json())),
                    entry(Ratio.class, ScalarShape.text("a percentage such as 20%", Ratio::parse, Ratio.json())),
                    entry(URI.class, ScalarShape.text(Uris.EXPECTED, Uris::parse, JsonForm.ADDRESS)),
                    entry(Path.class, ScalarShape.text("a path", ScalarTypes::path, JsonForm.PATH)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final Map<Class<?>, Class<?>> BOXES = Map.of(
            Integer.class, int.class, Long.class, long.class, Double.class, double.class, Boolean.class, boolean.class);

    private ScalarTypes() {}

    static boolean contains(Class<?> type) {
        return type.isEnum() || SHAPES.containsKey(unboxed(type));
    }

    static ScalarShape shapeOf(Class<?> type, String where) {
        if (type.isEnum()) {
            return Enums.shapeOf(type);
        }
        ScalarShape shape = SHAPES.get(unboxed(type));
        if (shape == null) {
            throw new IllegalArgumentException(where + ": type " + type.getName() + " cannot be bound");
        }
        return shape;
    }

    /** A bare number that counts units, under an alias such as {@code delay_seconds}. */
    static ScalarShape durationIn(ChronoUnit unit) {
        return Numbers.decimal(
                "a number of " + unit.name().toLowerCase(Locale.ROOT) + " such as 10 or 0.5",
                number -> Durations.of(number, unit),
                JsonForm.COUNT_OF_UNITS);
    }

    /** The name of an environment variable: never the secret that the variable holds. */
    static ScalarShape variableName() {
        String expected = "the name of an environment variable, in capitals, such as EXA_API_KEY";
        Function<String, Object> parser = text -> {
            if (!VARIABLE.matcher(text).matches()) {
                throw new IllegalArgumentException("not a name (expected: " + expected + "; never the secret itself)");
            }
            return text;
        };
        return ScalarShape.text(expected, parser, JsonForm.VARIABLE);
    }

    private static Object truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("not a switch (expected: true or false)");
        };
    }

    private static Object path(String text) {
        try {
            if (!text.isBlank()) {
                return Path.of(text);
            }
        } catch (InvalidPathException refused) {
            throw new IllegalArgumentException("not a path of this system (expected: a path)", refused);
        }
        throw new IllegalArgumentException("blank (expected: a path)");
    }

    private static Class<?> unboxed(Class<?> type) {
        return BOXES.getOrDefault(type, type);
    }

    private static Map.Entry<Class<?>, ScalarShape> entry(Class<?> type, ScalarShape shape) {
        return Map.entry(type, shape);
    }

    /** Absolute addresses. */
    private static final class Uris {
        static final String EXPECTED = "an absolute URI such as https://api.example.com";

        static Object parse(String text) {
            URI uri;
            try {
                uri = URI.create(text);
            } catch (IllegalArgumentException malformed) {
                throw new IllegalArgumentException("not a URI (expected: " + EXPECTED + ")", malformed);
            }
            if (!uri.isAbsolute() || uri.isOpaque()) {
                throw new IllegalArgumentException("not an absolute URI (expected: " + EXPECTED + ")");
            }
            if (uri.getScheme().matches("(?i)(http|ws)s?") && uri.getHost() == null) {
                throw new IllegalArgumentException("a URI without a host (expected: " + EXPECTED + ")");
            }
            if (uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException("a URI with credentials (expected: " + EXPECTED + ")");
            }
            return uri;
        }
    }

    /** Words, whatever their case, with {@code _} or {@code -}. */
    private static final class Enums {
        static ScalarShape shapeOf(Class<?> type) {
            Object[] constants = type.getEnumConstants();
            List<String> words =
                    Stream.of(constants).map(c -> ((Enum<?>) c).name()).toList();
            String names = String.join(", ", words);
            Function<String, Object> parser = text -> Stream.of(constants)
                    .filter(c -> ((Enum<?>) c).name().equalsIgnoreCase(text.replace('-', '_')))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown word (expected: one of " + names + ")"));
            return ScalarShape.text("one of " + names, parser, JsonForm.words(words));
        }
    }
}
