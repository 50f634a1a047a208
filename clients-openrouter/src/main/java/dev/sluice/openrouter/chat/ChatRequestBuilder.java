package dev.sluice.openrouter.chat;

import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.CacheControl;
import dev.sluice.openrouter.common.Plugin;
import dev.sluice.openrouter.common.ProviderPreferences;
import dev.sluice.openrouter.common.Reasoning;
import dev.sluice.openrouter.common.Trace;
import dev.sluice.openrouter.internal.RequestFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Builds a {@link ChatRequest}. Not thread-safe. */
public final class ChatRequestBuilder extends SamplingOptions<ChatRequestBuilder> {

    private final List<ChatMessage> messages = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private final List<Plugin> plugins = new ArrayList<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable String model;
    private @Nullable List<String> models;
    private @Nullable List<String> modalities;
    private @Nullable Prediction prediction;
    private @Nullable ToolChoice toolChoice;
    private @Nullable Boolean parallelToolCalls;
    private @Nullable ResponseFormat responseFormat;
    private @Nullable Reasoning reasoning;
    private @Nullable String reasoningEffort;
    private @Nullable ProviderPreferences provider;
    private @Nullable CacheControl cacheControl;
    private @Nullable String promptCacheKey;
    private @Nullable PromptCacheOptions promptCacheOptions;
    private @Nullable Map<String, JsonNode> imageConfig;
    private @Nullable String serviceTier;
    private @Nullable String sessionId;
    private @Nullable String endUser;
    private @Nullable Map<String, String> metadata;
    private @Nullable Trace trace;
    private @Nullable List<JsonNode> stopServerToolsWhen;
    private ChatRequest.@Nullable Debug debug;
    private ChatRequest.@Nullable StreamOptions streamOptions;
    private @Nullable Boolean stream;

    ChatRequestBuilder() {}

    ChatRequestBuilder(ChatRequest from) {
        super(from);
        model = from.model();
        models = from.models();
        messages.addAll(Copies.present(from.messages()));
        modalities = from.modalities();
        prediction = from.prediction();
        tools.addAll(Copies.present(from.tools()));
        toolChoice = from.toolChoice();
        parallelToolCalls = from.parallelToolCalls();
        responseFormat = from.responseFormat();
        reasoning = from.reasoning();
        reasoningEffort = from.reasoningEffort();
        provider = from.provider();
        plugins.addAll(Copies.present(from.plugins()));
        cacheControl = from.cacheControl();
        promptCacheKey = from.promptCacheKey();
        promptCacheOptions = from.promptCacheOptions();
        imageConfig = from.imageConfig();
        serviceTier = from.serviceTier();
        sessionId = from.sessionId();
        endUser = from.user();
        metadata = from.metadata();
        trace = from.trace();
        stopServerToolsWhen = from.stopServerToolsWhen();
        debug = from.debug();
        streamOptions = from.streamOptions();
        stream = from.stream();
        extra.putAll(from.extra());
    }

    /** The model to ask. */
    public ChatRequestBuilder model(String id) {
        model = RequestFields.model(id);
        return this;
    }

    /** Models to fall back to, in order. */
    public ChatRequestBuilder fallbacks(String... ids) {
        models = List.of(ids);
        return this;
    }

    /** Adds a message. */
    public ChatRequestBuilder message(ChatMessage message) {
        messages.add(message);
        return this;
    }

    /** Adds a system message. */
    public ChatRequestBuilder system(String text) {
        return message(ChatMessage.system(text));
    }

    /** Adds a user message. */
    public ChatRequestBuilder user(String text) {
        return message(ChatMessage.user(text));
    }

    /** What the answer may consist of: {@code text}, {@code image}, {@code audio}. */
    public ChatRequestBuilder modalities(String... words) {
        modalities = List.of(words);
        return this;
    }

    /** What most of the answer will say. */
    public ChatRequestBuilder prediction(Prediction expected) {
        prediction = expected;
        return this;
    }

    /** Adds a tool the model may call. */
    public ChatRequestBuilder tool(Tool tool) {
        tools.add(tool);
        return this;
    }

    /** Whether the model must call tools: {@link ToolChoice#AUTO} is OpenRouter's default. */
    public ChatRequestBuilder toolChoice(ToolChoice choice) {
        toolChoice = choice;
        return this;
    }

    /** Whether the model may call several tools at once. */
    public ChatRequestBuilder parallelToolCalls(boolean allowed) {
        parallelToolCalls = allowed;
        return this;
    }

    /** The form of the answer. */
    public ChatRequestBuilder responseFormat(ResponseFormat format) {
        responseFormat = format;
        return this;
    }

    /** How much to reason. */
    public ChatRequestBuilder reasoning(Reasoning wanted) {
        reasoning = wanted;
        return this;
    }

    /** The effort under OpenAI's name; {@link #reasoning} says more. */
    public ChatRequestBuilder reasoningEffort(String effort) {
        reasoningEffort = effort;
        return this;
    }

    /** Which providers may serve the request. */
    public ChatRequestBuilder provider(ProviderPreferences preferences) {
        provider = preferences;
        return this;
    }

    /** Adds a plugin. */
    public ChatRequestBuilder plugin(Plugin plugin) {
        plugins.add(plugin);
        return this;
    }

    /** Prompt caching of the whole request. */
    public ChatRequestBuilder cacheControl(CacheControl mark) {
        cacheControl = mark;
        return this;
    }

    /** Groups requests with the same prefix. */
    public ChatRequestBuilder promptCacheKey(String key) {
        promptCacheKey = key;
        return this;
    }

    /** Explicit prompt caching. */
    public ChatRequestBuilder promptCacheOptions(PromptCacheOptions options) {
        promptCacheOptions = options;
        return this;
    }

    /** Options of the images in the answer, for example {@code aspect_ratio}. */
    public ChatRequestBuilder imageConfig(Map<String, JsonNode> options) {
        imageConfig = options;
        return this;
    }

    /** {@code auto}, {@code default}, {@code fast}, {@code flex}, {@code priority}, {@code scale}. */
    public ChatRequestBuilder serviceTier(String tier) {
        serviceTier = tier;
        return this;
    }

    /** Groups requests in OpenRouter's activity and keeps them with one provider; at most 256 characters. */
    public ChatRequestBuilder sessionId(String id) {
        sessionId = id;
        return this;
    }

    /** The bot's own user, by a stable id: the field {@code user}. */
    public ChatRequestBuilder endUser(String id) {
        endUser = id;
        return this;
    }

    /** Up to 16 pairs, kept with the generation. */
    public ChatRequestBuilder metadata(Map<String, String> pairs) {
        metadata = pairs;
        return this;
    }

    /** What an observability tool knows the request by. */
    public ChatRequestBuilder trace(Trace names) {
        trace = names;
        return this;
    }

    /** When OpenRouter stops calling its own tools, for example {@code {type: step_count_is, step_count: 3}}. */
    public ChatRequestBuilder stopServerToolsWhen(JsonNode... conditions) {
        stopServerToolsWhen = List.of(conditions);
        return this;
    }

    /** Shows the request that the provider gets in the first chunk of a stream. */
    public ChatRequestBuilder echoUpstreamBody() {
        debug = new ChatRequest.Debug(true, Map.of());
        return this;
    }

    /** Options of the stream. OpenRouter ignores {@code include_usage}: it always tells the usage (OpenRouter, usage accounting). */
    public ChatRequestBuilder streamOptions(ChatRequest.StreamOptions options) {
        streamOptions = options;
        return this;
    }

    ChatRequestBuilder stream(@Nullable Boolean wanted) {
        stream = wanted;
        return this;
    }

    /**
     * A field this version has no method for.
     *
     * @throws IllegalArgumentException if it has one
     */
    public ChatRequestBuilder extra(String name, JsonNode value) {
        RequestFields.requireUnknown(ChatRequest.class, name);
        extra.put(name, value);
        return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if it has no message, or sets the effort of reasoning twice and differently
     */
    public ChatRequest build() {
        if (messages.isEmpty()) {
            throw new IllegalArgumentException("chat request: no message (expected: at least one)");
        }
        requireOneEffort();
        return new ChatRequest(
                model,
                models,
                messages,
                modalities,
                prediction,
                tools.isEmpty() ? null : tools,
                toolChoice,
                parallelToolCalls,
                responseFormat,
                temperature,
                topP,
                topK,
                topA,
                minP,
                frequencyPenalty,
                presencePenalty,
                repetitionPenalty,
                maxTokens,
                maxCompletionTokens,
                seed,
                stop,
                logitBias,
                logprobs,
                topLogprobs,
                reasoning,
                reasoningEffort,
                provider,
                plugins.isEmpty() ? null : plugins,
                cacheControl,
                promptCacheKey,
                promptCacheOptions,
                imageConfig,
                serviceTier,
                sessionId,
                endUser,
                metadata,
                trace,
                stopServerToolsWhen,
                debug,
                streamOptions,
                stream,
                extra);
    }

    @Override
    ChatRequestBuilder self() {
        return this;
    }

    /** OpenRouter answers 400 to two efforts that differ; saying so here costs no call. */
    private void requireOneEffort() {
        String effort = reasoning == null ? null : reasoning.effort();
        if (effort != null && reasoningEffort != null && !effort.equals(reasoningEffort)) {
            throw new IllegalArgumentException(
                    "chat request: reasoning_effort differs from reasoning.effort (expected: one of them)");
        }
    }
}
