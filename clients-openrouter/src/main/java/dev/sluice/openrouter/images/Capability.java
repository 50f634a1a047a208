package dev.sluice.openrouter.images;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a field of a request may be set to.
 *
 * @param type {@code enum}, {@code range}, {@code boolean}; an open set
 * @param values the values of an enum
 * @param min the least of a range
 * @param max the most of a range
 * @param extra every other field, in wire order
 */
public record Capability(
        @Nullable String type,
        @Nullable List<String> values,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Capability {
        values = Copies.presentOrNull(values);
        extra = Copies.map(extra);
    }
}
