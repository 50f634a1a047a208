package dev.sluice.exa.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The wire names that a request record has components for. */
public final class RequestFields {
    private RequestFields() {}

    /**
     * Refuses a name that has a component: among the extra fields it would be written twice in one JSON object.
     *
     * @throws IllegalArgumentException if it has one
     */
    public static void requireUnknown(Class<? extends Record> request, String name) {
        if (Arrays.stream(request.getRecordComponents())
                .map(RequestFields::wireName)
                .anyMatch(name::equals)) {
            throw new IllegalArgumentException(
                    "extra field " + name + ": has its own builder method (expected: a name without one)");
        }
    }

    private static String wireName(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }
}
