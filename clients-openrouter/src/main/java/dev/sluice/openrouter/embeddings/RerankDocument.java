package dev.sluice.openrouter.embeddings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A document to be put in order: on the wire a text, or an object where it has more than that.
 *
 * @param text its text
 * @param image its image, as an address or a {@code data:} address
 * @param extra every other field, in wire order
 */
public record RerankDocument(
        @Nullable String text,
        @Nullable String image,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public RerankDocument {
        extra = Copies.map(extra);
    }

    /** A document of one text. */
    public static RerankDocument of(String text) {
        return new RerankDocument(text, null, Map.of());
    }
}
