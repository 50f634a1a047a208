package dev.sluice.canary;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Everything that can be read from an object: what it prints, and the same of all it holds, private or not. */
final class Walk {
    private static final int MAX_DEPTH = 6;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Consumer<String> found;

    Walk(Consumer<String> found) {
        this.found = found;
    }

    void over(Object object, int depth) {
        if (object == null || depth > MAX_DEPTH || !seen.add(object)) {
            return;
        }
        if (object instanceof CharSequence || object.getClass().getName().startsWith("dev.sluice.")) {
            found.accept(String.valueOf(object));
        }
        if (object instanceof Throwable thrown) {
            found.accept(String.valueOf(thrown));
            over(thrown.getCause(), depth + 1);
            over(thrown.getSuppressed(), depth + 1);
        }
        if (object instanceof Collection<?> elements) {
            elements.forEach(element -> over(element, depth + 1));
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                over(key, depth + 1);
                over(value, depth + 1);
            });
        } else if (object.getClass().isArray()) {
            array(object, depth);
        } else {
            fields(object, depth);
        }
    }

    private void array(Object array, int depth) {
        if (array instanceof byte[] bytes) {
            found.accept(new String(bytes, StandardCharsets.ISO_8859_1));
        } else if (array instanceof char[] chars) {
            found.accept(new String(chars));
        } else if (array instanceof Object[]) {
            for (int i = 0; i < Array.getLength(array); i++) {
                over(Array.get(array, i), depth + 1);
            }
        }
    }

    private void fields(Object object, int depth) {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            if (!type.getName().startsWith("dev.sluice.") && !type.getName().startsWith("feign.")) {
                continue;
            }
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    field.setAccessible(true);
                    try {
                        over(field.get(object), depth + 1);
                    } catch (IllegalAccessException impossible) {
                        throw new AssertionError(impossible);
                    }
                }
            }
        }
    }
}
