package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
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
 * What to ask a model. Fields that are not set are not sent: OpenRouter does not read null as the default. The order of
 * the JSON is the order of these components, always, because it is part of OpenRouter's response-cache key.
 *
 * @param model the model's id, for example {@code openai/gpt-4o-mini}; with the suffix {@code :free} the free
 *     models' limits apply
 * @param models further models to fall back to, in order
 * @param messages the conversation
 * @param modalities {@code text}, {@code image}, {@code audio}: what the answer may consist of
 * @param prediction what most of the answer will say
 * @param tools what the model may call
 * @param toolChoice whether it must
 * @param parallelToolCalls whether it may call several at once
 * @param responseFormat the form of the answer
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param topK 0 and above
 * @param topA 0 to 1
 * @param minP 0 to 1
 * @param frequencyPenalty -2 to 2
 * @param presencePenalty -2 to 2
 * @param repetitionPenalty 0 to 2
 * @param maxTokens the most tokens to write, for providers that know this name
 * @param maxCompletionTokens the most tokens to write, reasoning included
 * @param seed asks for repeatable answers, where the provider can
 * @param stop a text or up to four texts that end the answer
 * @param logitBias -100 to 100 by token id
 * @param logprobs whether to tell how probable the tokens were
 * @param topLogprobs 0 to 20: how many likely tokens to tell at each place
 * @param reasoning how much to reason
 * @param reasoningEffort the effort again, under OpenAI's name; must not differ
 * @param provider which providers may serve it
 * @param plugins what happens before and after the model
 * @param cacheControl prompt caching of the whole request
 * @param promptCacheKey groups requests with the same prefix
 * @param promptCacheOptions explicit prompt caching
 * @param imageConfig options of the images in the answer, for example {@code aspect_ratio}
 * @param serviceTier {@code auto}, {@code default}, {@code fast}, {@code flex}, {@code priority}, {@code scale}; an open
 *     set
 * @param sessionId groups requests in OpenRouter's activity and keeps them with one provider; at most 256 characters
 * @param user the bot's own user, by a stable id
 * @param metadata up to 16 pairs, kept with the generation
 * @param trace what an observability tool knows it by
 * @param stopServerToolsWhen when OpenRouter stops calling its own tools
 * @param debug asks for the request that the provider got; of streams only
 * @param streamOptions without effect: usage always comes
 * @param stream set by the client: whether the answer is to be streamed
 * @param extra every other field, in wire order
 */
public record ChatRequest(
        @Nullable String model,
        @Nullable List<String> models,
        List<ChatMessage> messages,
        @Nullable List<String> modalities,
        @Nullable Prediction prediction,
        @Nullable List<Tool> tools,
        @JsonProperty("tool_choice") @Nullable ToolChoice toolChoice,
        @JsonProperty("parallel_tool_calls") @Nullable Boolean parallelToolCalls,
        @JsonProperty("response_format") @Nullable ResponseFormat responseFormat,
        @Nullable BigDecimal temperature,
        @JsonProperty("top_p") @Nullable BigDecimal topP,
        @JsonProperty("top_k") @Nullable Integer topK,
        @JsonProperty("top_a") @Nullable BigDecimal topA,
        @JsonProperty("min_p") @Nullable BigDecimal minP,
        @JsonProperty("frequency_penalty") @Nullable BigDecimal frequencyPenalty,
        @JsonProperty("presence_penalty") @Nullable BigDecimal presencePenalty,
        @JsonProperty("repetition_penalty") @Nullable BigDecimal repetitionPenalty,
        @JsonProperty("max_tokens") @Nullable Integer maxTokens,
        @JsonProperty("max_completion_tokens") @Nullable Integer maxCompletionTokens,
        @Nullable Long seed,
        @Nullable JsonNode stop,
        @JsonProperty("logit_bias") @Nullable Map<String, BigDecimal> logitBias,
        @Nullable Boolean logprobs,
        @JsonProperty("top_logprobs") @Nullable Integer topLogprobs,
        @Nullable Reasoning reasoning,
        @JsonProperty("reasoning_effort") @Nullable String reasoningEffort,
        @Nullable ProviderPreferences provider,
        @Nullable List<Plugin> plugins,
        @JsonProperty("cache_control") @Nullable CacheControl cacheControl,
        @JsonProperty("prompt_cache_key") @Nullable String promptCacheKey,
        @JsonProperty("prompt_cache_options") @Nullable PromptCacheOptions promptCacheOptions,
        @JsonProperty("image_config") @Nullable Map<String, JsonNode> imageConfig,
        @JsonProperty("service_tier") @Nullable String serviceTier,
        @JsonProperty("session_id") @Nullable String sessionId,
        @Nullable String user,
        @Nullable Map<String, String> metadata,
        @Nullable Trace trace,
        @JsonProperty("stop_server_tools_when") @Nullable List<JsonNode> stopServerToolsWhen,
        @Nullable Debug debug,
        @JsonProperty("stream_options") @Nullable StreamOptions streamOptions,
        @Nullable Boolean stream,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ChatRequest {
        models = Copies.presentOrNull(models);
        messages = Copies.present(messages);
        modalities = Copies.presentOrNull(modalities);
        tools = Copies.presentOrNull(tools);
        logitBias = Copies.mapOrNull(logitBias);
        plugins = Copies.presentOrNull(plugins);
        imageConfig = Copies.mapOrNull(imageConfig);
        metadata = Copies.mapOrNull(metadata);
        stopServerToolsWhen = Copies.presentOrNull(stopServerToolsWhen);
        extra = Copies.map(extra);
    }

    /** Starts a request to this model. */
    public static ChatRequestBuilder to(String model) {
        return new ChatRequestBuilder().model(model);
    }

    /** A builder that holds everything this request holds: the next turn of a conversation starts here. */
    public ChatRequestBuilder toBuilder() {
        return new ChatRequestBuilder(this);
    }

    ChatRequest streamed(@Nullable Boolean wanted) {
        return toBuilder().stream(wanted).build();
    }

    /**
     * What a stream's first chunk is to show.
     *
     * @param echoUpstreamBody the body that the provider got
     * @param extra every other field, in wire order
     */
    public record Debug(
            @JsonProperty("echo_upstream_body") @Nullable Boolean echoUpstreamBody,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Debug {
            extra = Copies.map(extra);
        }
    }

    /**
     * OpenAI's options of streams.
     *
     * @param includeUsage without effect at OpenRouter
     * @param extra every other field, in wire order
     */
    public record StreamOptions(
            @JsonProperty("include_usage") @Nullable Boolean includeUsage,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public StreamOptions {
            extra = Copies.map(extra);
        }
    }
}
