package dev.sluice.openrouter.account;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.internal.TotalCost;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What OpenRouter noted about one answer, once it is done.
 *
 * @param id {@code gen-…}
 * @param upstreamId the provider's id
 * @param requestId what several generations of one request have in common
 * @param responseCacheSourceId the generation that a stored answer was taken from
 * @param sessionId the request's session
 * @param apiType {@code completions}, {@code embeddings}, {@code rerank}, {@code image}, …; an open set
 * @param createdAt ISO 8601
 * @param model the model that answered
 * @param router the router that chose it
 * @param providerName who served it
 * @param providerResponses who was asked
 * @param totalCost USD in all
 * @param usage USD charged
 * @param upstreamInferenceCost USD by the provider
 * @param cacheDiscount USD saved by prompt caching
 * @param isByok whether it ran on the user's own key with the provider
 * @param tokensPrompt tokens read, by OpenRouter's count
 * @param tokensCompletion tokens written, by OpenRouter's count
 * @param nativeTokensPrompt tokens read, by the provider's count: these are billed
 * @param nativeTokensCompletion tokens written, by the provider's count
 * @param nativeTokensCompletionImages tokens of images written
 * @param nativeTokensReasoning tokens of reasoning
 * @param nativeTokensCached tokens read from a cache
 * @param numMediaPrompt media read
 * @param numInputAudioPrompt sounds read
 * @param numMediaCompletion media written
 * @param numSearchResults search results read
 * @param numFetches pages fetched
 * @param webSearchEngine who searched
 * @param finishReason why it ended
 * @param nativeFinishReason the same in the provider's words
 * @param streamed whether it was streamed
 * @param cancelled whether it was given up
 * @param latency milliseconds to the first token
 * @param generationTime milliseconds in all
 * @param moderationLatency milliseconds of filtering
 * @param serviceTier what the provider ran it on
 * @param appId the app that asked
 * @param origin the app's address
 * @param httpReferer as sent
 * @param userAgent as sent
 * @param externalUser the request's user
 * @param presetId the preset that was used
 * @param workspaceId whose it is
 * @param dataRegion {@code global}, {@code europe}, {@code us}; an open set
 * @param extra every other field, in wire order
 */
public record Generation(
        @Nullable String id,
        @JsonProperty("upstream_id") @Nullable String upstreamId,
        @JsonProperty("request_id") @Nullable String requestId,
        @JsonProperty("response_cache_source_id") @Nullable String responseCacheSourceId,
        @JsonProperty("session_id") @Nullable String sessionId,
        @JsonProperty("api_type") @Nullable String apiType,
        @JsonProperty("created_at") @Nullable String createdAt,
        @Nullable String model,
        @Nullable String router,
        @JsonProperty("provider_name") @Nullable String providerName,
        @JsonProperty("provider_responses") @Nullable List<ProviderResponse> providerResponses,
        @JsonProperty("total_cost") @Nullable BigDecimal totalCost,
        @Nullable BigDecimal usage,
        @JsonProperty("upstream_inference_cost") @Nullable BigDecimal upstreamInferenceCost,
        @JsonProperty("cache_discount") @Nullable BigDecimal cacheDiscount,
        @JsonProperty("is_byok") @Nullable Boolean isByok,
        @JsonProperty("tokens_prompt") @Nullable Long tokensPrompt,
        @JsonProperty("tokens_completion") @Nullable Long tokensCompletion,
        @JsonProperty("native_tokens_prompt") @Nullable Long nativeTokensPrompt,
        @JsonProperty("native_tokens_completion") @Nullable Long nativeTokensCompletion,

        @JsonProperty("native_tokens_completion_images") @Nullable
        Long nativeTokensCompletionImages,

        @JsonProperty("native_tokens_reasoning") @Nullable Long nativeTokensReasoning,
        @JsonProperty("native_tokens_cached") @Nullable Long nativeTokensCached,
        @JsonProperty("num_media_prompt") @Nullable Long numMediaPrompt,
        @JsonProperty("num_input_audio_prompt") @Nullable Long numInputAudioPrompt,
        @JsonProperty("num_media_completion") @Nullable Long numMediaCompletion,
        @JsonProperty("num_search_results") @Nullable Long numSearchResults,
        @JsonProperty("num_fetches") @Nullable Long numFetches,
        @JsonProperty("web_search_engine") @Nullable String webSearchEngine,
        @JsonProperty("finish_reason") @Nullable String finishReason,
        @JsonProperty("native_finish_reason") @Nullable String nativeFinishReason,
        @Nullable Boolean streamed,
        @Nullable Boolean cancelled,
        @Nullable BigDecimal latency,
        @JsonProperty("generation_time") @Nullable BigDecimal generationTime,
        @JsonProperty("moderation_latency") @Nullable BigDecimal moderationLatency,
        @JsonProperty("service_tier") @Nullable String serviceTier,
        @JsonProperty("app_id") @Nullable Long appId,
        @Nullable String origin,
        @JsonProperty("http_referer") @Nullable String httpReferer,
        @JsonProperty("user_agent") @Nullable String userAgent,
        @JsonProperty("external_user") @Nullable String externalUser,
        @JsonProperty("preset_id") @Nullable String presetId,
        @JsonProperty("workspace_id") @Nullable String workspaceId,
        @JsonProperty("data_region") @Nullable String dataRegion,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Generation {
        providerResponses = Copies.presentOrNull(providerResponses);
        extra = Copies.map(extra);
    }

    /** What it cost in all, in USD, the provider's own bill on the user's key included; empty if it does not tell. */
    public Optional<BigDecimal> cost() {
        return TotalCost.of(totalCost, isByok, upstreamInferenceCost);
    }

    /**
     * One request to a provider.
     *
     * @param id the provider's id
     * @param endpointId the endpoint
     * @param providerName who was asked
     * @param modelPermaslug the model
     * @param status the HTTP status; null where it gave none
     * @param latency milliseconds
     * @param isByok whether on the user's own key
     * @param routedServiceTier the tier that was asked for
     * @param extra every other field, in wire order
     */
    public record ProviderResponse(
            @Nullable String id,
            @JsonProperty("endpoint_id") @Nullable String endpointId,
            @JsonProperty("provider_name") @Nullable String providerName,
            @JsonProperty("model_permaslug") @Nullable String modelPermaslug,
            @Nullable Integer status,
            @Nullable BigDecimal latency,
            @JsonProperty("is_byok") @Nullable Boolean isByok,
            @JsonProperty("routed_service_tier") @Nullable String routedServiceTier,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public ProviderResponse {
            extra = Copies.map(extra);
        }
    }
}
