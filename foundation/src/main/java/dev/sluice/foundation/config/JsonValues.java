package dev.sluice.foundation.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Bound values, written the way a file would have them; what is absent or empty is left out. */
final class JsonValues {
    private JsonValues() {}

    static Object of(Shape shape, Object value) {
        if (shape instanceof ScalarShape scalar) {
            return scalar.json().write().apply(value);
        }
        if (shape instanceof Shape.OfList list) {
            return ((List<?>) value).stream().map(item -> of(list.item(), item)).toList();
        }
        if (shape instanceof Shape.OfMap map) {
            Map<String, Object> written = new TreeMap<>();
            ((Map<?, ?>) value).forEach((key, item) -> written.put((String) key, of(map.value(), item)));
            return written;
        }
        RecordShape recordShape = (RecordShape) shape;
        Map<String, Object> written = new LinkedHashMap<>();
        for (Component component : recordShape.components()) {
            @Nullable Object part = component.valueIn((Record) value);
            if (part != null && !isEmpty(part)) {
                written.put(component.key(), of(recordShape.shapeUnder(component.key()), part));
            }
        }
        return written;
    }

    static boolean isEmpty(Object value) {
        return (value instanceof Collection<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> map && map.isEmpty());
    }
}
