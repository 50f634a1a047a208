package dev.sluice.logging.event;

import dev.sluice.logging.redaction.FieldMap;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects an event's fields in order; what is null or empty is left out. */
final class Fields {
    private static final int USUAL_FIELDS = 16;

    private final FieldMap<Object> map = new FieldMap<>(USUAL_FIELDS);

    Fields put(String key, @Nullable Object value) {
        if (value != null && !(value instanceof Map<?, ?> nested && nested.isEmpty())) {
            map.set(key, value);
        }
        return this;
    }

    Fields put(EventKey key, @Nullable Object value) {
        return put(key.key(), value);
    }

    Fields millis(String key, @Nullable Duration value) {
        return value == null ? this : put(key, millis(value));
    }

    Fields millis(EventKey key, @Nullable Duration value) {
        return millis(key.key(), value);
    }

    Map<String, Object> done() {
        return map.done();
    }

    /** Milliseconds with a fraction, to the microsecond. */
    static double millis(Duration value) {
        return Math.round(value.toSeconds() * 1e6 + value.toNanosPart() / 1e3) / 1e3;
    }

    /** Seconds with a fraction, to the microsecond. */
    static double seconds(Duration value) {
        return Math.round(value.toSeconds() * 1e6 + value.toNanosPart() / 1e3) / 1e6;
    }
}
