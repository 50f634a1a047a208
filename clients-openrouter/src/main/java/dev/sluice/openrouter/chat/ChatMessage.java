package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One message of a conversation: what a bot sends and what the model answers are the same record, so an answer goes into
 * the next request as it is. {@code reasoning_details} stay JSON: OpenRouter wants them back unmodified and in order.
 *
 * @param role {@code system}, {@code developer}, {@code user}, {@code assistant}, {@code tool}
 * @param content text or parts; null in an answer that only calls tools
 * @param name who speaks, where several have one role
 * @param toolCalls the tools an assistant message calls
 * @param toolCallId the call a tool message answers
 * @param refusal the model's refusal, where it gave one
 * @param reasoning the reasoning as text
 * @param reasoningDetails the reasoning in the provider's own form
 * @param images the images of an answer
 * @param audio the sound of an answer
 * @param annotations citations and parsed files
 * @param model the model that said it, where models are mixed
 * @param extra every other field, in wire order
 */
public record ChatMessage(
        @Nullable String role,
        @Nullable Content content,
        @Nullable String name,
        @JsonProperty("tool_calls") @Nullable List<ToolCall> toolCalls,
        @JsonProperty("tool_call_id") @Nullable String toolCallId,
        @Nullable String refusal,
        @Nullable String reasoning,
        @JsonProperty("reasoning_details") @Nullable JsonNode reasoningDetails,
        @Nullable List<AnswerImage> images,
        @Nullable AnswerAudio audio,
        @Nullable List<Annotation> annotations,
        @Nullable String model,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ChatMessage {
        toolCalls = Copies.presentOrNull(toolCalls);
        images = Copies.presentOrNull(images);
        annotations = Copies.presentOrNull(annotations);
        extra = Copies.map(extra);
    }

    /** A system message. */
    public static ChatMessage system(String text) {
        return of("system", Content.of(text), null);
    }

    /** A system message of parts, for example with a mark for prompt caching. */
    public static ChatMessage system(List<ContentPart> parts) {
        return of("system", Content.of(parts), null);
    }

    /** A developer message, which some models take for a system message. */
    public static ChatMessage developer(String text) {
        return of("developer", Content.of(text), null);
    }

    /** A user message of one text. */
    public static ChatMessage user(String text) {
        return of("user", Content.of(text), null);
    }

    /** A user message of parts, in this order. */
    public static ChatMessage user(List<ContentPart> parts) {
        return of("user", Content.of(parts), null);
    }

    /** An assistant message of one text, for example from an earlier conversation. */
    public static ChatMessage assistant(String text) {
        return of("assistant", Content.of(text), null);
    }

    /** The answer of a tool to the call with this id. */
    public static ChatMessage tool(String toolCallId, String result) {
        return of("tool", Content.of(result), toolCallId);
    }

    /** The text of the message; empty where it has none. */
    public String text() {
        return content == null ? "" : content.text();
    }

    /** The blocks of the reasoning, for reading; empty where there are none. */
    public List<ReasoningDetail> reasoningBlocks() {
        if (reasoningDetails == null) {
            return List.of();
        }
        return reasoningDetails
                .valueStream()
                .filter(JsonNode::isObject)
                .map(block -> OpenRouterJson.mapper().treeToValue(block, ReasoningDetail.class))
                .toList();
    }

    private static ChatMessage of(String role, Content content, @Nullable String toolCallId) {
        return new ChatMessage(
                role, content, null, null, toolCallId, null, null, null, null, null, null, null, Map.of());
    }
}
