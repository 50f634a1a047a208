package dev.sluice.openrouter.common;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.internal.TotalCost;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a completion used. Every part may be missing (10 of 114 recorded bodies have no usage at all).
 *
 * @param promptTokens tokens read
 * @param completionTokens tokens written, reasoning included
 * @param totalTokens both together
 * @param cost charged by OpenRouter, in credits (1 credit = 1 USD)
 * @param isByok whether the call ran on the user's own key with the provider ("bring your own key")
 * @param costDetails the provider's own price
 * @param promptTokensDetails special tokens among the prompt tokens
 * @param completionTokensDetails special tokens among the completion tokens
 * @param serverToolUseDetails how often server tools were used
 * @param extra every other field, in wire order
 */
public record Usage(
        @JsonProperty("prompt_tokens") @Nullable Long promptTokens,
        @JsonProperty("completion_tokens") @Nullable Long completionTokens,
        @JsonProperty("total_tokens") @Nullable Long totalTokens,
        @Nullable BigDecimal cost,
        @JsonProperty("is_byok") @Nullable Boolean isByok,
        @JsonProperty("cost_details") @Nullable CostDetails costDetails,
        @JsonProperty("prompt_tokens_details") @Nullable TokenDetails promptTokensDetails,
        @JsonProperty("completion_tokens_details") @Nullable TokenDetails completionTokensDetails,
        @JsonProperty("server_tool_use_details") @Nullable ServerToolUse serverToolUseDetails,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public Usage {
        extra = Copies.map(extra);
    }

    /**
     * What the call cost in all, in USD: OpenRouter's charge, and with the user's own provider key the provider's
     * price on top, because the provider bills it apart (OpenRouter's ai-sdk-provider issue 532). Empty when the
     * answer did not tell.
     */
    public Optional<BigDecimal> totalCost() {
        return TotalCost.of(cost, isByok, costDetails == null ? null : costDetails.upstreamInferenceCost());
    }

    /**
     * Special tokens among the prompt's or the completion's tokens.
     *
     * @param cachedTokens prompt tokens read from a cache
     * @param cacheWriteTokens prompt tokens written to a cache
     * @param reasoningTokens completion tokens spent on reasoning
     * @param audioTokens tokens of sound
     * @param imageTokens tokens of images
     * @param videoTokens tokens of films
     * @param textTokens tokens of text
     * @param fileTokens tokens of files
     * @param acceptedPredictionTokens tokens of the request's prediction that came true
     * @param rejectedPredictionTokens tokens of the request's prediction that did not
     * @param extra every other field, in wire order
     */
    public record TokenDetails(
            @JsonProperty("cached_tokens") @Nullable Long cachedTokens,
            @JsonProperty("cache_write_tokens") @Nullable Long cacheWriteTokens,
            @JsonProperty("reasoning_tokens") @Nullable Long reasoningTokens,
            @JsonProperty("audio_tokens") @Nullable Long audioTokens,
            @JsonProperty("image_tokens") @Nullable Long imageTokens,
            @JsonProperty("video_tokens") @Nullable Long videoTokens,

            @JsonProperty("text_tokens") @Nullable Long textTokens,
            @JsonProperty("file_tokens") @Nullable Long fileTokens,

            @JsonProperty("accepted_prediction_tokens") @Nullable
            Long acceptedPredictionTokens,

            @JsonProperty("rejected_prediction_tokens") @Nullable
            Long rejectedPredictionTokens,

            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public TokenDetails {
            extra = Copies.map(extra);
        }
    }
}
