package dev.sluice.openrouter.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The wire names that a request record has components for. */
public final class RequestFields {

    private static final ClassValue<Set<String>> NAMES = new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
            return namesOf(type);
        }
    };

    private RequestFields() {}

    /**
     * Refuses a name that has a component: among the extra fields it would be written twice in one JSON object.
     *
     * @throws IllegalArgumentException if it has one
     */
    public static void requireUnknown(Class<? extends Record> request, String name) {
        if (NAMES.get(request).contains(name)) {
            throw new IllegalArgumentException(
                    "extra field " + name + ": has its own builder method (expected: a name without one)");
        }
    }

    /**
     * A model's id as it is.
     *
     * @throws IllegalArgumentException if it is blank: OpenRouter would choose a model by itself, or refuse
     */
    public static String model(String id) {
        if (id.isBlank()) {
            throw new IllegalArgumentException("model: blank (expected: an id such as openai/gpt-4o-mini)");
        }
        return id;
    }

    private static Set<String> namesOf(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> {
                    JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
                    return renamed == null ? component.getName() : renamed.value();
                })
                .collect(Collectors.toUnmodifiableSet());
    }
}
