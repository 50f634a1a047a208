package dev.sluice.openrouter.models;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a model costs, in USD. On the wire prices are decimal texts; -1 stands for "it depends", as with routers.
 *
 * @param prompt per prompt token
 * @param completion per completion token
 * @param request per request
 * @param image per image read
 * @param imageToken per token of an image
 * @param imageOutput per image written
 * @param audio per token of sound read
 * @param audioOutput per token of sound written
 * @param inputAudioCache per token of sound read from a cache
 * @param webSearch per search of the web
 * @param internalReasoning per token of reasoning
 * @param inputCacheRead per prompt token read from a cache
 * @param inputCacheWrite per prompt token written to a cache
 * @param inputCacheWrite1h the same for an hour
 * @param discount 0 to 1: prices are multiplied by one less this
 * @param overrides other prices under conditions; an entry counts when all its conditions hold
 * @param extra every other field, in wire order
 */
public record Pricing(
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal prompt,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal completion,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal request,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal image,

        @JsonProperty("image_token") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal imageToken,

        @JsonProperty("image_output") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal imageOutput,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal audio,

        @JsonProperty("audio_output") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal audioOutput,

        @JsonProperty("input_audio_cache") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal inputAudioCache,

        @JsonProperty("web_search") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal webSearch,

        @JsonProperty("internal_reasoning") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal internalReasoning,

        @JsonProperty("input_cache_read") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal inputCacheRead,

        @JsonProperty("input_cache_write") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal inputCacheWrite,

        @JsonProperty("input_cache_write_1h") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal inputCacheWrite1h,

        @Nullable BigDecimal discount,
        @Nullable List<PriceOverride> overrides,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Pricing {
        overrides = Copies.presentOrNull(overrides);
        extra = Copies.map(extra);
    }

    /** What so many tokens cost at the base prices; empty where a price is missing or depends. */
    public Optional<BigDecimal> of(long promptTokens, long completionTokens) {
        if (!isKnown(prompt) || !isKnown(completion)) {
            return Optional.empty();
        }
        BigDecimal tokens = Objects.requireNonNull(prompt)
                .multiply(BigDecimal.valueOf(promptTokens))
                .add(Objects.requireNonNull(completion).multiply(BigDecimal.valueOf(completionTokens)));
        return Optional.of(isKnown(request) ? tokens.add(Objects.requireNonNull(request)) : tokens);
    }

    private static boolean isKnown(@Nullable BigDecimal price) {
        return price != null && price.signum() >= 0;
    }
}
