package dev.sluice.openrouter.images;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.models.Architecture;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model that makes images.
 *
 * @param id what requests name it by
 * @param name for people
 * @param description for people
 * @param created seconds since the epoch
 * @param architecture what it reads and writes
 * @param supportedParameters the request's fields that it knows
 * @param supportsStreaming whether it can be streamed
 * @param endpoints the path of its endpoints
 * @param extra every other field, in wire order
 */
public record ImageModel(
        @Nullable String id,
        @Nullable String name,
        @Nullable String description,
        @Nullable Long created,
        @Nullable Architecture architecture,
        @JsonProperty("supported_parameters") @Nullable Map<String, Capability> supportedParameters,
        @JsonProperty("supports_streaming") @Nullable Boolean supportsStreaming,
        @Nullable String endpoints,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ImageModel {
        supportedParameters = Copies.mapOrNull(supportedParameters);
        extra = Copies.map(extra);
    }
}
