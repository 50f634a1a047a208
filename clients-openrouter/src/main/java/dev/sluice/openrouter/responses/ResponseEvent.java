package dev.sluice.openrouter.responses;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.chat.Logprobs;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event of a streamed response. Types are an open set; every field may be missing.
 *
 * @param type {@code response.created}, {@code response.output_text.delta}, {@code response.completed}, …
 * @param sequenceNumber its place in the stream
 * @param response the response so far, of events about the whole
 * @param item the item that begins or ends
 * @param itemId the item a piece belongs to
 * @param outputIndex the item's place
 * @param contentIndex the part's place in its item
 * @param summaryIndex the summary's place in its item
 * @param part the part that begins or ends
 * @param delta a piece of text, of reasoning, of arguments
 * @param text a whole text at its end
 * @param refusal a whole refusal at its end
 * @param name the called function
 * @param arguments whole arguments at their end
 * @param input a custom tool's whole input at its end
 * @param code code that a server tool runs
 * @param annotation what the text refers to
 * @param annotationIndex its place
 * @param logprobs token probabilities
 * @param partialImageIndex which image
 * @param partialImageB64 the image so far, as base64
 * @param debug what was sent to the provider
 * @param extra every other field, in wire order
 */
public record ResponseEvent(
        @Nullable String type,
        @JsonProperty("sequence_number") @Nullable Long sequenceNumber,
        @Nullable Response response,
        @Nullable ResponseItem item,
        @JsonProperty("item_id") @Nullable String itemId,
        @JsonProperty("output_index") @Nullable Integer outputIndex,
        @JsonProperty("content_index") @Nullable Integer contentIndex,
        @JsonProperty("summary_index") @Nullable Integer summaryIndex,
        @Nullable ResponsePart part,
        @Nullable String delta,
        @Nullable String text,
        @Nullable String refusal,
        @Nullable String name,
        @Nullable String arguments,
        @Nullable String input,
        @Nullable String code,
        @Nullable ResponseAnnotation annotation,
        @JsonProperty("annotation_index") @Nullable Integer annotationIndex,
        @Nullable List<Logprobs.TokenLogprob> logprobs,
        @JsonProperty("partial_image_index") @Nullable Integer partialImageIndex,
        @JsonProperty("partial_image_b64") @Nullable String partialImageB64,
        @Nullable JsonNode debug,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ResponseEvent {
        logprobs = Copies.presentOrNull(logprobs);
        extra = Copies.map(extra);
    }

    /** The piece of the answer's text that this event adds; empty where it adds none. */
    public String textDelta() {
        return "response.output_text.delta".equals(type) && delta != null ? delta : "";
    }

    /** Whether the stream is whole with this event. */
    public boolean isLast() {
        return "response.completed".equals(type) || "response.incomplete".equals(type);
    }
}
