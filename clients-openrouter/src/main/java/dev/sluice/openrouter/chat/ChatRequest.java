package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to ask a model. Fields that are not set are not sent: OpenRouter does not read null as the default. The order
 * of the JSON is the order of these components, always, because it is part of OpenRouter's response-cache key.
 *
 * @param model the model's id, for example {@code openai/gpt-4o-mini}; with the suffix {@code :free} the free
 *     models' limits apply
 * @param models further models to fall back to, in order
 * @param messages the conversation
 * @param tools what the model may call
 * @param toolChoice {@code "auto"}, {@code "none"}, {@code "required"} or a named tool, as JSON
 * @param responseFormat the form of the answer
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param maxTokens the most tokens to write, for providers that know this name
 * @param maxCompletionTokens the most tokens to write, reasoning included
 * @param seed asks for repeatable answers, where the provider can
 * @param stop a text or up to four texts that end the answer, as JSON
 * @param reasoning how much to reason: {@code {effort}} or {@code {max_tokens}}, as JSON
 * @param provider which providers may serve it, as JSON
 * @param stream set by the client: whether the answer is to be streamed
 * @param extra every other field, in the given order
 */
public record ChatRequest(
        @Nullable String model,
        @Nullable List<String> models,
        List<ChatMessage> messages,
        @Nullable List<Tool> tools,
        @JsonProperty("tool_choice") @Nullable JsonNode toolChoice,
        @JsonProperty("response_format") @Nullable ResponseFormat responseFormat,
        @Nullable BigDecimal temperature,
        @JsonProperty("top_p") @Nullable BigDecimal topP,
        @JsonProperty("max_tokens") @Nullable Integer maxTokens,
        @JsonProperty("max_completion_tokens") @Nullable Integer maxCompletionTokens,
        @Nullable Long seed,
        @Nullable JsonNode stop,
        @Nullable JsonNode reasoning,
        @Nullable JsonNode provider,
        @Nullable Boolean stream,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ChatRequest {
        models = Copies.presentOrNull(models);
        messages = List.copyOf(messages);
        tools = Copies.presentOrNull(tools);
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
}
