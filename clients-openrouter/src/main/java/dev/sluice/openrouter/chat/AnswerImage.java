package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An image of an answer.
 *
 * @param type {@code image_url}
 * @param index its position
 * @param imageUrl the image, mostly as a {@code data:} address
 * @param extra every other field, in wire order
 */
public record AnswerImage(
        @Nullable String type,
        @Nullable Integer index,
        @JsonProperty("image_url") @Nullable ImageUrl imageUrl,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public AnswerImage {
        extra = Copies.map(extra);
    }
}
