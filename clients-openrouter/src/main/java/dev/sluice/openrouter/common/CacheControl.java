package dev.sluice.openrouter.common;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A prompt-caching mark: the prompt up to here may be kept by the provider.
 *
 * @param type {@code ephemeral}; an open set
 * @param ttl {@code 5m} or {@code 1h}; null is the provider's default
 * @param extra every other field, in wire order
 */
public record CacheControl(
        @Nullable String type,
        @Nullable String ttl,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public CacheControl {
        extra = Copies.map(extra);
    }

    /** With the provider's default lifetime. */
    public static CacheControl ephemeral() {
        return new CacheControl("ephemeral", null, Map.of());
    }

    /** With this lifetime: {@code 5m} or {@code 1h}. */
    public static CacheControl ephemeral(String ttl) {
        return new CacheControl("ephemeral", ttl, Map.of());
    }
}
