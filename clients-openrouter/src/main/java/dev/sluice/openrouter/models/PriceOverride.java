package dev.sluice.openrouter.models;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Prices that count instead of the base ones where all conditions hold, in USD.
 *
 * @param minPromptTokens condition: more prompt tokens than this
 * @param utcStart condition: from this time of the day, in UTC, as HHMM
 * @param utcEnd condition: until before this time of the day, in UTC, as HHMM
 * @param prompt per prompt token
 * @param completion per completion token
 * @param audio per token of sound read
 * @param inputAudioCache per token of sound read from a cache
 * @param inputCacheRead per prompt token read from a cache
 * @param inputCacheWrite per prompt token written to a cache
 * @param inputCacheWrite1h the same for an hour
 * @param extra every other field, in wire order
 */
public record PriceOverride(
        @JsonProperty("min_prompt_tokens") @Nullable BigDecimal minPromptTokens,
        @JsonProperty("utc_start") @Nullable BigDecimal utcStart,
        @JsonProperty("utc_end") @Nullable BigDecimal utcEnd,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal prompt,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal completion,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal audio,

        @JsonProperty("input_audio_cache") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal inputAudioCache,

        @JsonProperty("input_cache_read") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal inputCacheRead,

        @JsonProperty("input_cache_write") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal inputCacheWrite,

        @JsonProperty("input_cache_write_1h") @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        BigDecimal inputCacheWrite1h,

        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public PriceOverride {
        extra = Copies.map(extra);
    }
}
