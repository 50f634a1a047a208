package dev.sluice.exa.search;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The wire form of options that Exa also takes as plain {@code true}: the object of those set, or {@code true} if none is. */
final class TrueOr {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    TrueOr with(String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value);
        }
        return this;
    }

    TrueOr withAll(Map<String, JsonNode> extra) {
        fields.putAll(extra);
        return this;
    }

    Object wire() {
        return fields.isEmpty() ? true : fields;
    }
}
