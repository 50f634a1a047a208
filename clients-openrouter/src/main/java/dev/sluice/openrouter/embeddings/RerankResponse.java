package dev.sluice.openrouter.embeddings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.CostDetails;
import dev.sluice.openrouter.internal.TotalCost;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Documents in order, the most relevant first.
 *
 * @param id {@code gen-rerank-…}
 * @param model the model that answered
 * @param provider the provider that served it
 * @param results the documents
 * @param usage what it used
 * @param extra every other field, in wire order
 */
public record RerankResponse(
        @Nullable String id,
        @Nullable String model,
        @Nullable String provider,
        @Nullable List<RerankResult> results,
        @Nullable RerankUsage usage,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public RerankResponse {
        results = Copies.presentOrNull(results);
        extra = Copies.map(extra);
    }

    /**
     * One document.
     *
     * @param index which of the request's
     * @param relevanceScore 0 to 1, comparable within one answer
     * @param document the document itself
     * @param extra every other field, in wire order
     */
    public record RerankResult(
            @Nullable Integer index,
            @JsonProperty("relevance_score") @Nullable Double relevanceScore,
            @Nullable RerankDocument document,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public RerankResult {
            extra = Copies.map(extra);
        }
    }

    /**
     * What an order used.
     *
     * @param searchUnits units of some providers' bills
     * @param totalTokens tokens read
     * @param cost charged by OpenRouter, in USD
     * @param isByok whether it ran on the user's own key with the provider
     * @param costDetails the provider's own price
     * @param extra every other field, in wire order
     */
    public record RerankUsage(
            @JsonProperty("search_units") @Nullable Long searchUnits,
            @JsonProperty("total_tokens") @Nullable Long totalTokens,
            @Nullable BigDecimal cost,
            @JsonProperty("is_byok") @Nullable Boolean isByok,
            @JsonProperty("cost_details") @Nullable CostDetails costDetails,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public RerankUsage {
            extra = Copies.map(extra);
        }

        /** What it cost in all, in USD: the provider's price on top where it ran on the user's own key. Empty where the answer did not tell. */
        public Optional<BigDecimal> totalCost() {
            return TotalCost.of(cost, isByok, costDetails == null ? null : costDetails.upstreamInferenceCost());
        }
    }
}
