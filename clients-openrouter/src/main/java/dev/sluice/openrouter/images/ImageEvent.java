package dev.sluice.openrouter.images;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.Usage;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What happens while an image comes into being. Types are an open set.
 *
 * @param type {@code image_generation.partial_image}, {@code image_generation.text_chunk}, {@code
 *     image_generation.completed}
 * @param partialImageIndex which of the images so far
 * @param b64Json the image so far, or the finished one, as base64
 * @param mediaType for example {@code image/png}
 * @param text a piece of text
 * @param phase what the text is: {@code content}, {@code reasoning}, {@code draft}
 * @param created seconds since the epoch
 * @param usage tokens and cost, at the end
 * @param extra every other field, in wire order
 */
public record ImageEvent(
        @Nullable String type,
        @JsonProperty("partial_image_index") @Nullable Integer partialImageIndex,
        @JsonProperty("b64_json") @Nullable String b64Json,
        @JsonProperty("media_type") @Nullable String mediaType,
        @Nullable String text,
        @Nullable String phase,
        @Nullable Long created,
        @Nullable Usage usage,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ImageEvent {
        extra = Copies.map(extra);
    }

    /** Whether this is the finished image. */
    public boolean isCompleted() {
        return "image_generation.completed".equals(type);
    }
}
