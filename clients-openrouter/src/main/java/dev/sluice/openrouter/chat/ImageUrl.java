package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An image by its address.
 *
 * @param url http(s), or a {@code data:} address that carries the image itself
 * @param detail how closely to look: {@code auto}, {@code low}, {@code high}; an open set
 * @param extra every other field, in wire order
 */
public record ImageUrl(
        @Nullable String url,
        @Nullable String detail,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ImageUrl {
        extra = Copies.map(extra);
    }
}
