package dev.sluice.openrouter.internal;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The envelope around most answers that are no inference: {@code {"data": …}}.
 *
 * @param data what was asked for
 * @param extra every other field, in wire order
 * @param <T> its type
 */
public record Data<T>(T data, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /**
     * Copies {@code extra}.
     *
     * @throws IllegalArgumentException if there is nothing inside: the answer is unreadable then
     */
    public Data {
        if (data == null) {
            throw new IllegalArgumentException("data: missing (expected: what was asked for)");
        }
        extra = Copies.map(extra);
    }
}
