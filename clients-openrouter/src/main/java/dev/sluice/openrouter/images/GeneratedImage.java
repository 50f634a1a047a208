package dev.sluice.openrouter.images;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One image.
 *
 * @param b64Json its bytes as base64
 * @param mediaType for example {@code image/png}
 * @param extra every other field, in wire order
 */
public record GeneratedImage(
        @JsonProperty("b64_json") @Nullable String b64Json,
        @JsonProperty("media_type") @Nullable String mediaType,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public GeneratedImage {
        extra = Copies.map(extra);
    }

    /**
     * The bytes; empty if the answer had none.
     *
     * @throws IllegalArgumentException if they are no base64
     */
    public byte[] bytes() {
        return b64Json == null ? new byte[0] : Base64.getDecoder().decode(b64Json);
    }
}
