package dev.sluice.openrouter.responses;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * One item of a conversation: a message, a call, its result, reasoning. What the model answers goes into the next
 * request as it is; the API keeps nothing.
 *
 * @param type {@code message}, {@code reasoning}, {@code function_call}, {@code function_call_output}, {@code
 *     web_search_call}, …; an open set
 * @param id the item's id
 * @param status {@code completed}, {@code in_progress}, {@code incomplete}; an open set
 * @param role of a message: {@code user}, {@code system}, {@code developer}, {@code assistant}
 * @param phase of a message: {@code commentary} or {@code final_answer}
 * @param content what a message or a reasoning says
 * @param summary of a reasoning: parts, or texts as documentation has them
 * @param encryptedContent a reasoning that only the provider reads; must go back unmodified
 * @param signature the provider's mark of a reasoning
 * @param format whose reasoning: {@code anthropic-claude-v1}, …; an open set
 * @param callId of a call and of its result
 * @param name of the called function
 * @param namespace of the called function
 * @param arguments of a call: the JSON text that the model wrote
 * @param input of a custom tool's call
 * @param output of a result: a text, or parts
 * @param action what a server tool did
 * @param result an image as base64
 * @param extra every other field, in wire order
 */
public record ResponseItem(
        @Nullable String type,
        @Nullable String id,
        @Nullable String status,
        @Nullable String role,
        @Nullable String phase,
        @Nullable ResponseContent content,
        @Nullable JsonNode summary,
        @JsonProperty("encrypted_content") @Nullable String encryptedContent,
        @Nullable String signature,
        @Nullable String format,
        @JsonProperty("call_id") @Nullable String callId,
        @Nullable String name,
        @Nullable String namespace,
        @Nullable String arguments,
        @Nullable String input,
        @Nullable JsonNode output,
        @Nullable JsonNode action,
        @Nullable String result,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ResponseItem {
        extra = Copies.map(extra);
    }

    /** A user message. */
    public static ResponseItem user(String text) {
        return message("user", ResponseContent.of(text));
    }

    /** A user message of parts. */
    public static ResponseItem user(List<ResponsePart> parts) {
        return message("user", ResponseContent.of(parts));
    }

    /** A system message. */
    public static ResponseItem system(String text) {
        return message("system", ResponseContent.of(text));
    }

    /** The result of the call with this id. */
    public static ResponseItem functionResult(String callId, String result) {
        return new ResponseItem(
                "function_call_output",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                callId,
                null,
                null,
                null,
                null,
                StringNode.valueOf(result),
                null,
                null,
                Map.of());
    }

    /** The text of the item; empty where it has none. */
    public String text() {
        return content == null ? "" : content.text();
    }

    /** The summary of a reasoning; empty where it has none. */
    public String summaryText() {
        return summary == null
                ? ""
                : summary.valueStream()
                        .map(part -> part.isString()
                                ? part.stringValue()
                                : part.path("text").asString(""))
                        .collect(Collectors.joining("\n"));
    }

    /** Whether the model asks for a function to be called. */
    public boolean isFunctionCall() {
        return "function_call".equals(type);
    }

    private static ResponseItem message(String role, ResponseContent content) {
        return new ResponseItem(
                "message", null, null, role, null, content, null, null, null, null, null, null, null, null, null, null,
                null, null, Map.of());
    }
}
