package dev.sluice.foundation.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record component and its key. */
record Component(String key, RecordComponent declaration) {
    Component {
        declaration.getAccessor().setAccessible(true);
    }

    @Nullable
    Object valueIn(Record instance) {
        try {
            return declaration.getAccessor().invoke(instance);
        } catch (ReflectiveOperationException failed) {
            throw new IllegalStateException("accessor of " + declaration, failed);
        }
    }

    /** What a left-out key means where no default exists; null if it may be null or must be given. */
    @Nullable
    Object empty() {
        Class<?> type = declaration.getType();
        if (isNullable()) {
            return null;
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        return type == boolean.class ? false : null;
    }

    /** What the key means, for a schema; empty if nobody said. */
    String description() {
        Description described = declaration.getAnnotation(Description.class);
        return described == null ? "" : described.value();
    }

    boolean isNullable() {
        return declaration.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
