package dev.sluice.logging.redaction;

import dev.sluice.foundation.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a snapshot of fields that a program gives: redacted by name at any depth, and safe to be written later by another thread. */
final class FieldRules {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME = 200;
    private static final Set<String> BOOK_SIDES = Set.of("bids", "asks");

    /** Written in full, 1E+1000000000 would have a billion digits. */
    private static final int MAX_SCALE = 100;

    private FieldRules() {}

    static Map<String, Object> redact(Map<String, ?> fields) {
        return fields.isEmpty() ? Map.of() : map(fields, 0);
    }

    private static Map<String, Object> map(Map<?, ?> fields, int depth) {
        Map<String, Object> redacted = new LinkedHashMap<>(2 * fields.size());
        fields.forEach((name, value) -> {
            String key = String.valueOf(name);
            Object shown = named(key, value, depth);
            if (shown != null) {
                redacted.put(Cut.to(TextRules.redactLine(key), MAX_NAME), shown);
            }
        });
        return Collections.unmodifiableMap(redacted);
    }

    private static @Nullable Object named(String name, @Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (BOOK_SIDES.contains(name.toLowerCase(Locale.ROOT))
                && value instanceof Collection<?> side
                && Rule.ORDER_BOOKS.applies()) {
            return Map.of("count", side.size());
        }
        if (!Rule.NAMES.applies()) {
            return value(value, depth);
        }
        return switch (KnownNames.of(name)) {
            case SECRET -> Secret.REDACTED;
            case COUNT -> value instanceof Number ? value(value, depth) : Secret.REDACTED;
            case PLAIN -> value(value, depth);
        };
    }

    private static Object value(Object value, int depth) {
        if (depth >= MAX_DEPTH) {
            return Secret.REDACTED;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> nested) {
            return map(nested, depth + 1);
        }
        if (value instanceof Collection<?> elements) {
            List<Object> redacted = new ArrayList<>();
            for (Object element : elements) {
                redacted.add(element == null ? "" : value(element, depth + 1));
            }
            return Collections.unmodifiableList(redacted);
        }
        return TextRules.redact(String.valueOf(value));
    }

    /** JSON has no NaN and no infinity, and a mutable number would change after this snapshot. */
    private static Object number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            return Double.isNaN(value) || Double.isInfinite(value) ? String.valueOf(value) : number;
        }
        boolean immutable = number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte
                || number.getClass() == BigInteger.class
                || (number.getClass() == BigDecimal.class && Math.abs(((BigDecimal) number).scale()) < MAX_SCALE);
        return immutable ? number : TextRules.redact(String.valueOf(number));
    }
}
