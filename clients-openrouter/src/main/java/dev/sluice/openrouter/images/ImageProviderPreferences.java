package dev.sluice.openrouter.images;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which providers may make an image.
 *
 * @param order ask these first, in this order
 * @param only ask nobody else
 * @param ignore never ask these
 * @param allowFallbacks false fails rather than asking another one
 * @param sort {@code price}, {@code throughput}, {@code latency}, or {@code {by, partition}}
 * @param options fields for one provider, by its slug
 * @param extra every other field, in wire order
 */
public record ImageProviderPreferences(
        @Nullable List<String> order,
        @Nullable List<String> only,
        @Nullable List<String> ignore,
        @JsonProperty("allow_fallbacks") @Nullable Boolean allowFallbacks,
        @Nullable JsonNode sort,
        @Nullable Map<String, JsonNode> options,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ImageProviderPreferences {
        order = Copies.presentOrNull(order);
        only = Copies.presentOrNull(only);
        ignore = Copies.presentOrNull(ignore);
        options = Copies.mapOrNull(options);
        extra = Copies.map(extra);
    }

    /** These providers in this order, and nobody else. */
    public static ImageProviderPreferences exactly(String... slugs) {
        return new ImageProviderPreferences(List.of(slugs), null, null, false, null, null, Map.of());
    }
}
