package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One part of a message. Kinds without their own component (files, audio, video) are carried in {@code extra}.
 *
 * @param type {@code text}, {@code image_url}, {@code file}, …; an open set
 * @param text the text of a text part
 * @param imageUrl the image of an {@code image_url} part: {@code {url, detail}}
 * @param cacheControl prompt-caching mark: {@code {type: ephemeral, ttl: 5m | 1h}}
 * @param extra every other field, in wire order
 */
public record ContentPart(
        @Nullable String type,
        @Nullable String text,
        @JsonProperty("image_url") @Nullable JsonNode imageUrl,
        @JsonProperty("cache_control") @Nullable JsonNode cacheControl,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ContentPart {
        extra = Copies.map(extra);
    }

    /** A text part. */
    public static ContentPart text(String text) {
        return new ContentPart("text", text, null, null, Map.of());
    }

    /** An image by address; a {@code data:} address carries the image itself. */
    public static ContentPart imageUrl(String url) {
        JsonNode image = OpenRouterJson.mapper().createObjectNode().put("url", url);
        return new ContentPart("image_url", null, image, null, Map.of());
    }

    /** This part marked as the end of a cacheable prompt prefix, with the provider's default lifetime. */
    public ContentPart cached() {
        JsonNode ephemeral = OpenRouterJson.mapper().createObjectNode().put("type", "ephemeral");
        return new ContentPart(type, text, imageUrl, ephemeral, extra);
    }

    String textOrEmpty() {
        return text == null ? "" : text;
    }

    static ContentPart fromJson(JsonNode json) {
        return OpenRouterJson.mapper().treeToValue(json, ContentPart.class);
    }
}
