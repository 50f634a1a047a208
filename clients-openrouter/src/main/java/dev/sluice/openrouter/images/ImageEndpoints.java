package dev.sluice.openrouter.images;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a model that makes images runs.
 *
 * @param id the model
 * @param endpoints where it runs
 * @param extra every other field, in wire order
 */
public record ImageEndpoints(
        @Nullable String id,
        @Nullable List<ImageEndpoint> endpoints,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ImageEndpoints {
        endpoints = Copies.presentOrNull(endpoints);
        extra = Copies.map(extra);
    }

    /**
     * The model at one provider.
     *
     * @param providerName the provider
     * @param providerSlug what preferences name it by
     * @param providerTag the same with a variant
     * @param supportedParameters the request's fields that it knows
     * @param allowedPassthroughParameters fields that go to it as they are
     * @param supportsStreaming whether it can be streamed
     * @param pricing what it costs
     * @param extra every other field, in wire order
     */
    public record ImageEndpoint(
            @JsonProperty("provider_name") @Nullable String providerName,
            @JsonProperty("provider_slug") @Nullable String providerSlug,
            @JsonProperty("provider_tag") @Nullable String providerTag,
            @JsonProperty("supported_parameters") @Nullable Map<String, Capability> supportedParameters,

            @JsonProperty("allowed_passthrough_parameters") @Nullable
            List<String> allowedPassthroughParameters,

            @JsonProperty("supports_streaming") @Nullable Boolean supportsStreaming,
            @Nullable List<ImagePrice> pricing,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public ImageEndpoint {
            supportedParameters = Copies.mapOrNull(supportedParameters);
            allowedPassthroughParameters = Copies.presentOrNull(allowedPassthroughParameters);
            pricing = Copies.presentOrNull(pricing);
            extra = Copies.map(extra);
        }
    }

    /**
     * One line of a price list.
     *
     * @param billable what is counted
     * @param unit {@code image}, {@code token}, {@code megapixel}; an open set
     * @param variant under which circumstances
     * @param costUsd USD per unit
     * @param extra every other field, in wire order
     */
    public record ImagePrice(
            @Nullable String billable,
            @Nullable String unit,
            @Nullable String variant,
            @JsonProperty("cost_usd") @Nullable BigDecimal costUsd,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public ImagePrice {
            extra = Copies.map(extra);
        }
    }
}
