package dev.sluice.openrouter.responses;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.CostDetails;
import dev.sluice.openrouter.common.ServerToolUse;
import dev.sluice.openrouter.common.Usage;
import dev.sluice.openrouter.internal.TotalCost;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a response used.
 *
 * @param inputTokens tokens read
 * @param outputTokens tokens written, reasoning included
 * @param totalTokens both together
 * @param inputTokensDetails special tokens among those read
 * @param outputTokensDetails special tokens among those written
 * @param cost charged by OpenRouter, in USD
 * @param isByok whether it ran on the user's own key with the provider
 * @param costDetails the provider's own price
 * @param serverToolUseDetails how often server tools were used
 * @param extra every other field, in wire order
 */
public record ResponseUsage(
        @JsonProperty("input_tokens") @Nullable Long inputTokens,
        @JsonProperty("output_tokens") @Nullable Long outputTokens,
        @JsonProperty("total_tokens") @Nullable Long totalTokens,
        @JsonProperty("input_tokens_details") Usage.@Nullable TokenDetails inputTokensDetails,
        @JsonProperty("output_tokens_details") Usage.@Nullable TokenDetails outputTokensDetails,
        @Nullable BigDecimal cost,
        @JsonProperty("is_byok") @Nullable Boolean isByok,
        @JsonProperty("cost_details") @Nullable CostDetails costDetails,
        @JsonProperty("server_tool_use_details") @Nullable ServerToolUse serverToolUseDetails,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ResponseUsage {
        extra = Copies.map(extra);
    }

    /** What it cost in all, in USD: the provider's price on top where it ran on the user's own key. Empty where the answer did not tell. */
    public Optional<BigDecimal> totalCost() {
        return TotalCost.of(cost, isByok, costDetails == null ? null : costDetails.upstreamInferenceCost());
    }

    /** The same in the words of chats. */
    Usage asOfChats() {
        return new Usage(
                inputTokens,
                outputTokens,
                totalTokens,
                cost,
                isByok,
                costDetails,
                inputTokensDetails,
                outputTokensDetails,
                serverToolUseDetails,
                extra);
    }
}
