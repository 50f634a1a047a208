package dev.sluice.openrouter.responses;

import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.PromptCacheOptions;
import dev.sluice.openrouter.chat.ToolChoice;
import dev.sluice.openrouter.common.CacheControl;
import dev.sluice.openrouter.common.Plugin;
import dev.sluice.openrouter.common.ProviderPreferences;
import dev.sluice.openrouter.common.Reasoning;
import dev.sluice.openrouter.common.Trace;
import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.openrouter.internal.RequestFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Builds a {@link ResponseRequest}. Not thread-safe. */
public final class ResponseRequestBuilder extends ResponseSampling<ResponseRequestBuilder> {

    private final List<ResponseTool> tools = new ArrayList<>();
    private final List<Plugin> plugins = new ArrayList<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable String model;
    private @Nullable List<String> models;
    private @Nullable JsonNode input;
    private @Nullable String instructions;
    private @Nullable Reasoning reasoning;
    private @Nullable ToolChoice toolChoice;
    private @Nullable Boolean parallelToolCalls;
    private @Nullable TextConfig text;
    private @Nullable String truncation;
    private @Nullable List<String> include;
    private @Nullable List<String> modalities;
    private @Nullable Map<String, JsonNode> imageConfig;
    private @Nullable ProviderPreferences provider;
    private @Nullable CacheControl cacheControl;
    private @Nullable Boolean background;
    private @Nullable Boolean store;
    private @Nullable String serviceTier;
    private @Nullable String safetyIdentifier;
    private @Nullable String promptCacheKey;
    private @Nullable PromptCacheOptions promptCacheOptions;
    private @Nullable String user;
    private @Nullable Map<String, String> metadata;
    private @Nullable JsonNode prompt;
    private @Nullable String sessionId;
    private @Nullable Trace trace;
    private @Nullable List<JsonNode> stopServerToolsWhen;
    private ChatRequest.@Nullable Debug debug;
    private @Nullable Boolean stream;

    ResponseRequestBuilder() {}

    ResponseRequestBuilder(ResponseRequest from) {
        super(from);
        model = from.model();
        models = from.models();
        input = from.input();
        instructions = from.instructions();
        reasoning = from.reasoning();
        tools.addAll(Copies.present(from.tools()));
        toolChoice = from.toolChoice();
        parallelToolCalls = from.parallelToolCalls();
        text = from.text();
        truncation = from.truncation();
        include = from.include();
        modalities = from.modalities();
        imageConfig = from.imageConfig();
        provider = from.provider();
        plugins.addAll(Copies.present(from.plugins()));
        cacheControl = from.cacheControl();
        background = from.background();
        store = from.store();
        serviceTier = from.serviceTier();
        safetyIdentifier = from.safetyIdentifier();
        promptCacheKey = from.promptCacheKey();
        promptCacheOptions = from.promptCacheOptions();
        user = from.user();
        metadata = from.metadata();
        prompt = from.prompt();
        sessionId = from.sessionId();
        trace = from.trace();
        stopServerToolsWhen = from.stopServerToolsWhen();
        debug = from.debug();
        stream = from.stream();
        extra.putAll(from.extra());
    }

    /** The model to ask. */
    public ResponseRequestBuilder model(String id) {
        model = RequestFields.model(id);
        return this;
    }

    /** Models to fall back to, in order. */
    public ResponseRequestBuilder fallbacks(String... ids) {
        models = List.of(ids);
        return this;
    }

    /** One text to answer. */
    public ResponseRequestBuilder input(String text) {
        input = StringNode.valueOf(text);
        return this;
    }

    /** A conversation: messages, what the model answered before, results of calls. */
    public ResponseRequestBuilder input(List<ResponseItem> items) {
        input = OpenRouterJson.mapper().valueToTree(items);
        return this;
    }

    /** Adds items to the conversation; a text that was set becomes its first user message. */
    public ResponseRequestBuilder add(List<ResponseItem> items) {
        List<ResponseItem> all = new ArrayList<>();
        if (input != null && input.isString()) {
            all.add(ResponseItem.user(input.stringValue()));
        } else if (input != null) {
            input.forEach(item -> all.add(OpenRouterJson.mapper().treeToValue(item, ResponseItem.class)));
        }
        all.addAll(items);
        return input(all);
    }

    /** What comes before everything else. */
    public ResponseRequestBuilder instructions(String text) {
        instructions = text;
        return this;
    }

    /** How much to reason. */
    public ResponseRequestBuilder reasoning(Reasoning wanted) {
        reasoning = wanted;
        return this;
    }

    /** Adds a tool the model may call. */
    public ResponseRequestBuilder tool(ResponseTool tool) {
        tools.add(tool);
        return this;
    }

    /** Whether tools must be called. */
    public ResponseRequestBuilder toolChoice(ToolChoice choice) {
        toolChoice = choice;
        return this;
    }

    /** Whether several tools may be called at once. */
    public ResponseRequestBuilder parallelToolCalls(boolean allowed) {
        parallelToolCalls = allowed;
        return this;
    }

    /** The form of the answer's text. */
    public ResponseRequestBuilder text(TextConfig form) {
        text = form;
        return this;
    }

    /** {@code auto} or {@code disabled}: what happens to what does not fit. */
    public ResponseRequestBuilder truncation(String word) {
        truncation = word;
        return this;
    }

    /** What the answer shall tell besides, for example {@code reasoning.encrypted_content}. */
    public ResponseRequestBuilder include(String... words) {
        include = List.of(words);
        return this;
    }

    /** What the answer may consist of: {@code text}, {@code image}. */
    public ResponseRequestBuilder modalities(String... words) {
        modalities = List.of(words);
        return this;
    }

    /** Options of images. */
    public ResponseRequestBuilder imageConfig(Map<String, JsonNode> options) {
        imageConfig = options;
        return this;
    }

    /** Which providers may serve the request. */
    public ResponseRequestBuilder provider(ProviderPreferences preferences) {
        provider = preferences;
        return this;
    }

    /** Adds a plugin. */
    public ResponseRequestBuilder plugin(Plugin plugin) {
        plugins.add(plugin);
        return this;
    }

    /** Prompt caching of the whole request. */
    public ResponseRequestBuilder cacheControl(CacheControl mark) {
        cacheControl = mark;
        return this;
    }

    /** {@code auto}, {@code default}, {@code flex}, {@code priority}, … */
    public ResponseRequestBuilder serviceTier(String tier) {
        serviceTier = tier;
        return this;
    }

    /** The bot's own user, for the provider. */
    public ResponseRequestBuilder safetyIdentifier(String id) {
        safetyIdentifier = id;
        return this;
    }

    /** Groups requests with the same prefix. */
    public ResponseRequestBuilder promptCacheKey(String key) {
        promptCacheKey = key;
        return this;
    }

    /** Explicit prompt caching. */
    public ResponseRequestBuilder promptCacheOptions(PromptCacheOptions options) {
        promptCacheOptions = options;
        return this;
    }

    /** The bot's own user, by a stable id: the field {@code user}. */
    public ResponseRequestBuilder endUser(String id) {
        user = id;
        return this;
    }

    /** Up to 16 pairs. */
    public ResponseRequestBuilder metadata(Map<String, String> pairs) {
        metadata = pairs;
        return this;
    }

    /** Groups requests in OpenRouter's activity; at most 256 characters. */
    public ResponseRequestBuilder sessionId(String id) {
        sessionId = id;
        return this;
    }

    /** What an observability tool knows the request by. */
    public ResponseRequestBuilder trace(Trace names) {
        trace = names;
        return this;
    }

    /** A stored template: {@code {id, variables}}. */
    public ResponseRequestBuilder prompt(JsonNode template) {
        prompt = template;
        return this;
    }

    /** When OpenRouter stops calling its own tools, for example {@code {type: step_count_is, step_count: 3}}. */
    public ResponseRequestBuilder stopServerToolsWhen(JsonNode... conditions) {
        stopServerToolsWhen = List.of(conditions);
        return this;
    }

    /** Shows the request that the provider gets in an event {@code response.debug} of a stream. */
    public ResponseRequestBuilder echoUpstreamBody() {
        debug = new ChatRequest.Debug(true, Map.of());
        return this;
    }

    ResponseRequestBuilder stream(@Nullable Boolean wanted) {
        stream = wanted;
        return this;
    }

    /**
     * A field this version has no method for.
     *
     * @throws IllegalArgumentException if it has one
     */
    public ResponseRequestBuilder extra(String name, JsonNode value) {
        RequestFields.requireUnknown(ResponseRequest.class, name);
        extra.put(name, value);
        return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if it has no input
     */
    public ResponseRequest build() {
        if (input == null || (input.isEmpty() && !input.isString())) {
            throw new IllegalArgumentException("response request: no input (expected: a text or an item)");
        }
        return new ResponseRequest(
                model,
                models,
                input,
                instructions,
                maxOutputTokens,
                maxToolCalls,
                temperature,
                topP,
                topK,
                topLogprobs,
                frequencyPenalty,
                presencePenalty,
                reasoning,
                tools.isEmpty() ? null : tools,
                toolChoice,
                parallelToolCalls,
                text,
                truncation,
                include,
                modalities,
                imageConfig,
                provider,
                plugins.isEmpty() ? null : plugins,
                cacheControl,
                background,
                store,
                serviceTier,
                safetyIdentifier,
                promptCacheKey,
                promptCacheOptions,
                user,
                metadata,
                prompt,
                sessionId,
                trace,
                stopServerToolsWhen,
                debug,
                stream,
                extra);
    }

    @Override
    ResponseRequestBuilder self() {
        return this;
    }
}
