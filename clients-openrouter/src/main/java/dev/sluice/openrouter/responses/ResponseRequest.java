package dev.sluice.openrouter.responses;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.PromptCacheOptions;
import dev.sluice.openrouter.chat.ToolChoice;
import dev.sluice.openrouter.common.CacheControl;
import dev.sluice.openrouter.common.Plugin;
import dev.sluice.openrouter.common.ProviderPreferences;
import dev.sluice.openrouter.common.Reasoning;
import dev.sluice.openrouter.common.Trace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to ask a model, in the Responses shape. Fields that are not set are not sent; the order of the JSON is that of
 * these components. {@code store: true} and {@code previous_response_id} are refused by OpenRouter: it keeps nothing.
 *
 * @param model the model's id
 * @param models further models to fall back to, in order
 * @param input a text, or items
 * @param instructions what comes before everything else
 * @param maxOutputTokens the most tokens to write, reasoning included
 * @param maxToolCalls the most calls of server tools
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param topK 0 and above
 * @param topLogprobs 0 to 20
 * @param frequencyPenalty -2 to 2
 * @param presencePenalty -2 to 2
 * @param reasoning how much to reason
 * @param tools what the model may call
 * @param toolChoice whether tools must be called
 * @param parallelToolCalls whether several at once
 * @param text the form of the text
 * @param truncation {@code auto} or {@code disabled}: what happens to what does not fit
 * @param include what the answer shall tell besides, for example {@code reasoning.encrypted_content}
 * @param modalities {@code text}, {@code image}
 * @param imageConfig options of images
 * @param provider which providers may serve it
 * @param plugins what happens before and after the model
 * @param cacheControl prompt caching of the whole request
 * @param background without effect at OpenRouter
 * @param store false: OpenRouter keeps nothing
 * @param serviceTier {@code auto}, {@code default}, {@code flex}, {@code priority}, …; an open set
 * @param safetyIdentifier the bot's own user, for the provider
 * @param promptCacheKey groups requests with the same prefix
 * @param promptCacheOptions explicit prompt caching
 * @param user the bot's own user, by a stable id
 * @param metadata up to 16 pairs
 * @param prompt a stored template: {@code {id, variables}}
 * @param sessionId groups requests in OpenRouter's activity; at most 256 characters
 * @param trace what an observability tool knows it by
 * @param stopServerToolsWhen when OpenRouter stops calling its own tools
 * @param debug asks for the request that the provider got; of streams only
 * @param stream set by the client: whether the answer is to be streamed
 * @param extra every other field, in wire order
 */
public record ResponseRequest(
        @Nullable String model,
        @Nullable List<String> models,
        @Nullable JsonNode input,
        @Nullable String instructions,
        @JsonProperty("max_output_tokens") @Nullable Integer maxOutputTokens,
        @JsonProperty("max_tool_calls") @Nullable Integer maxToolCalls,
        @Nullable BigDecimal temperature,
        @JsonProperty("top_p") @Nullable BigDecimal topP,
        @JsonProperty("top_k") @Nullable Integer topK,
        @JsonProperty("top_logprobs") @Nullable Integer topLogprobs,
        @JsonProperty("frequency_penalty") @Nullable BigDecimal frequencyPenalty,
        @JsonProperty("presence_penalty") @Nullable BigDecimal presencePenalty,
        @Nullable Reasoning reasoning,
        @Nullable List<ResponseTool> tools,
        @JsonProperty("tool_choice") @Nullable ToolChoice toolChoice,
        @JsonProperty("parallel_tool_calls") @Nullable Boolean parallelToolCalls,
        @Nullable TextConfig text,
        @Nullable String truncation,
        @Nullable List<String> include,
        @Nullable List<String> modalities,
        @JsonProperty("image_config") @Nullable Map<String, JsonNode> imageConfig,
        @Nullable ProviderPreferences provider,
        @Nullable List<Plugin> plugins,
        @JsonProperty("cache_control") @Nullable CacheControl cacheControl,
        @Nullable Boolean background,
        @Nullable Boolean store,
        @JsonProperty("service_tier") @Nullable String serviceTier,
        @JsonProperty("safety_identifier") @Nullable String safetyIdentifier,
        @JsonProperty("prompt_cache_key") @Nullable String promptCacheKey,
        @JsonProperty("prompt_cache_options") @Nullable PromptCacheOptions promptCacheOptions,
        @Nullable String user,
        @Nullable Map<String, String> metadata,
        @Nullable JsonNode prompt,
        @JsonProperty("session_id") @Nullable String sessionId,
        @Nullable Trace trace,
        @JsonProperty("stop_server_tools_when") @Nullable List<JsonNode> stopServerToolsWhen,
        ChatRequest.@Nullable Debug debug,
        @Nullable Boolean stream,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ResponseRequest {
        models = Copies.presentOrNull(models);
        tools = Copies.presentOrNull(tools);
        include = Copies.presentOrNull(include);
        modalities = Copies.presentOrNull(modalities);
        imageConfig = Copies.mapOrNull(imageConfig);
        plugins = Copies.presentOrNull(plugins);
        metadata = Copies.mapOrNull(metadata);
        stopServerToolsWhen = Copies.presentOrNull(stopServerToolsWhen);
        extra = Copies.map(extra);
    }

    /** Starts a request to this model. */
    public static ResponseRequestBuilder to(String model) {
        return new ResponseRequestBuilder().model(model);
    }

    /** A builder that holds everything this request holds. */
    public ResponseRequestBuilder toBuilder() {
        return new ResponseRequestBuilder(this);
    }

    ResponseRequest streamed(@Nullable Boolean wanted) {
        return toBuilder().stream(wanted).build();
    }
}
