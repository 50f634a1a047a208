package dev.sluice.openrouter.chat;

import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Builds a {@link ChatRequest}. Not thread-safe. */
public final class ChatRequestBuilder {

    private static final Set<String> KNOWN = Set.of(
            "model",
            "models",
            "messages",
            "tools",
            "tool_choice",
            "response_format",
            "temperature",
            "top_p",
            "max_tokens",
            "max_completion_tokens",
            "seed",
            "stop",
            "reasoning",
            "provider",
            "stream");

    private final List<ChatMessage> messages = new ArrayList<>();
    private final List<Tool> tools = new ArrayList<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable String model;
    private @Nullable List<String> models;
    private @Nullable JsonNode toolChoice;
    private @Nullable ResponseFormat responseFormat;
    private @Nullable BigDecimal temperature;
    private @Nullable BigDecimal topP;
    private @Nullable Integer maxTokens;
    private @Nullable Integer maxCompletionTokens;
    private @Nullable Long seed;
    private @Nullable JsonNode stop;
    private @Nullable JsonNode reasoning;
    private @Nullable JsonNode provider;
    private @Nullable Boolean stream;

    ChatRequestBuilder() {}

    ChatRequestBuilder(ChatRequest from) {
        model = from.model();
        models = from.models();
        messages.addAll(from.messages());
        tools.addAll(Copies.present(from.tools()));
        toolChoice = from.toolChoice();
        responseFormat = from.responseFormat();
        temperature = from.temperature();
        topP = from.topP();
        maxTokens = from.maxTokens();
        maxCompletionTokens = from.maxCompletionTokens();
        seed = from.seed();
        stop = from.stop();
        reasoning = from.reasoning();
        provider = from.provider();
        stream = from.stream();
        extra.putAll(from.extra());
    }

    /** The model to ask. */
    public ChatRequestBuilder model(String id) {
        model = id;
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

    /** Adds a tool the model may call. */
    public ChatRequestBuilder tool(Tool tool) {
        tools.add(tool);
        return this;
    }

    /** {@code auto} (OpenRouter's default), {@code none} or {@code required}. */
    public ChatRequestBuilder toolChoice(String word) {
        return toolChoice(StringNode.valueOf(word));
    }

    /** A choice that is more than a word, for example {@code {type: function, function: {name}}}. */
    public ChatRequestBuilder toolChoice(JsonNode choice) {
        toolChoice = choice;
        return this;
    }

    /** The form of the answer. */
    public ChatRequestBuilder responseFormat(ResponseFormat format) {
        responseFormat = format;
        return this;
    }

    /** 0 to 2; the model's own default if not set. */
    public ChatRequestBuilder temperature(double value) {
        temperature = BigDecimal.valueOf(value);
        return this;
    }

    /** 0 to 1; the model's own default if not set. */
    public ChatRequestBuilder topP(double value) {
        topP = BigDecimal.valueOf(value);
        return this;
    }

    /** The most tokens to write, under the older name that every provider knows. */
    public ChatRequestBuilder maxTokens(int tokens) {
        maxTokens = tokens;
        return this;
    }

    /** The most tokens to write, reasoning included. */
    public ChatRequestBuilder maxCompletionTokens(int tokens) {
        maxCompletionTokens = tokens;
        return this;
    }

    /** Asks for repeatable answers, where the provider can. */
    public ChatRequestBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Texts that end the answer; OpenRouter takes at most four. */
    public ChatRequestBuilder stop(String... texts) {
        stop = OpenRouterJson.mapper().valueToTree(List.of(texts));
        return this;
    }

    /** How much to reason, for example {@code {effort: high}}. */
    public ChatRequestBuilder reasoning(JsonNode options) {
        reasoning = options;
        return this;
    }

    /** Which providers may serve the request, for example {@code {order: [...], allow_fallbacks: false}}. */
    public ChatRequestBuilder provider(JsonNode preferences) {
        provider = preferences;
        return this;
    }

    /**
     * A field this version has no method for.
     *
     * @throws IllegalArgumentException if it has one
     */
    public ChatRequestBuilder extra(String name, JsonNode value) {
        requireUnknown(name);
        extra.put(name, value);
        return this;
    }

    ChatRequestBuilder stream(@Nullable Boolean wanted) {
        stream = wanted;
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
                tools.isEmpty() ? null : tools,
                toolChoice,
                responseFormat,
                temperature,
                topP,
                maxTokens,
                maxCompletionTokens,
                seed,
                stop,
                reasoning,
                provider,
                stream,
                extra);
    }

    /** OpenRouter answers 400 to two efforts that differ; saying so here costs no call. */
    private void requireOneEffort() {
        JsonNode effort = extra.get("reasoning_effort");
        if (effort != null && reasoning != null && reasoning.has("effort") && !effort.equals(reasoning.get("effort"))) {
            throw new IllegalArgumentException(
                    "chat request: reasoning_effort differs from reasoning.effort (expected: one of them)");
        }
    }

    /** A known name among the extras would be written twice in one JSON object. */
    private static void requireUnknown(String name) {
        if (KNOWN.contains(name)) {
            throw new IllegalArgumentException(
                    "extra field " + name + ": has its own builder method (expected: a name without one)");
        }
    }
}
