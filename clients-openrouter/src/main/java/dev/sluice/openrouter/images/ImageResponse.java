package dev.sluice.openrouter.images;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.Usage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Images.
 *
 * @param created seconds since the epoch
 * @param data the images
 * @param usage tokens and cost
 * @param extra every other field, in wire order
 */
public record ImageResponse(
        @Nullable Long created,
        @Nullable List<GeneratedImage> data,
        @Nullable Usage usage,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ImageResponse {
        data = Copies.presentOrNull(data);
        extra = Copies.map(extra);
    }

    /** The images; empty where the answer had none. */
    public List<GeneratedImage> images() {
        return Copies.present(data);
    }
}
