package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
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
 * @param promptTokensDetails cached, cache-write, audio and video tokens among the prompt tokens
 * @param completionTokensDetails reasoning, image and audio tokens among the completion tokens
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
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Beyond this a decimal of the wire is no price, and adding to it would fill the memory with zeros. */
    private static final int MAX_SCALE = 100;

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
        BigDecimal charged = plausible(cost);
        if (charged == null || !Boolean.TRUE.equals(isByok)) {
            return Optional.ofNullable(charged);
        }
        BigDecimal upstream = costDetails == null ? null : plausible(costDetails.upstreamInferenceCost());
        return Optional.of(upstream == null ? charged : charged.add(upstream));
    }

    private static @Nullable BigDecimal plausible(@Nullable BigDecimal amount) {
        return amount == null || Math.abs((long) amount.scale()) > MAX_SCALE ? null : amount;
    }

    /**
     * The provider's own price, in USD.
     *
     * @param upstreamInferenceCost the whole
     * @param upstreamInferencePromptCost the prompt's part
     * @param upstreamInferenceCompletionsCost the completion's part
     * @param extra every other field, in wire order
     */
    public record CostDetails(
            @JsonProperty("upstream_inference_cost") @Nullable
            BigDecimal upstreamInferenceCost,

            @JsonProperty("upstream_inference_prompt_cost") @Nullable
            BigDecimal upstreamInferencePromptCost,

            @JsonProperty("upstream_inference_completions_cost") @Nullable
            BigDecimal upstreamInferenceCompletionsCost,

            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public CostDetails {
            extra = Copies.map(extra);
        }
    }

    /**
     * Special tokens among the prompt's or the completion's tokens.
     *
     * @param cachedTokens prompt tokens read from a cache
     * @param cacheWriteTokens prompt tokens written to a cache
     * @param reasoningTokens completion tokens spent on reasoning
     * @param extra every other field (image, audio, video tokens), in wire order
     */
    public record TokenDetails(
            @JsonProperty("cached_tokens") @Nullable Long cachedTokens,
            @JsonProperty("cache_write_tokens") @Nullable Long cacheWriteTokens,
            @JsonProperty("reasoning_tokens") @Nullable Long reasoningTokens,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public TokenDetails {
            extra = Copies.map(extra);
        }
    }
}
