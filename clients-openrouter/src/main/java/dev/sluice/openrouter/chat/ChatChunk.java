package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.RouterMetadata;
import dev.sluice.openrouter.common.Usage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One piece of a streamed answer. Every field may be missing: a chunk may carry only usage, or no choice at all.
 *
 * @param id {@code gen-…}; some providers leave it out
 * @param object {@code chat.completion.chunk}
 * @param created seconds since the epoch
 * @param model the model that answers
 * @param provider the provider that serves it
 * @param choices the pieces; may be empty
 * @param usage tokens and cost, in one of the last chunks
 * @param systemFingerprint the provider's configuration mark
 * @param serviceTier {@code default}, {@code priority}, {@code provisioned}, …; an open set
 * @param openrouterMetadata how it was routed, where that was asked for
 * @param debug what was sent to the provider, in the first chunk, where {@code debug} asked for it
 * @param extra every other field, in wire order
 */
public record ChatChunk(
        @Nullable String id,
        @Nullable String object,
        @Nullable Long created,
        @Nullable String model,
        @Nullable String provider,
        @Nullable List<Choice> choices,
        @Nullable Usage usage,
        @JsonProperty("system_fingerprint") @Nullable String systemFingerprint,
        @JsonProperty("service_tier") @Nullable String serviceTier,
        @JsonProperty("openrouter_metadata") @Nullable RouterMetadata openrouterMetadata,
        @Nullable JsonNode debug,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ChatChunk {
        choices = Copies.presentOrNull(choices);
        extra = Copies.map(extra);
    }

    /** The piece of text this chunk adds to the first choice; empty where it adds none. */
    public String text() {
        return Copies.present(choices).stream()
                .filter(c -> c.index() == null || c.index() == 0)
                .map(Choice::text)
                .collect(Collectors.joining());
    }

    /**
     * A piece of one of the answers.
     *
     * @param index which answer
     * @param delta what is added to it
     * @param finishReason why it ended; the usage chunk often repeats it
     * @param nativeFinishReason the same in the provider's own words
     * @param logprobs token probabilities
     * @param extra every other field, in wire order
     */
    public record Choice(
            @Nullable Integer index,
            @Nullable Delta delta,
            @JsonProperty("finish_reason") @Nullable FinishReason finishReason,
            @JsonProperty("native_finish_reason") @Nullable String nativeFinishReason,
            @Nullable Logprobs logprobs,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Choice {
            extra = Copies.map(extra);
        }

        String text() {
            return delta == null || delta.content() == null ? "" : delta.content();
        }
    }

    /**
     * What a chunk adds to an answer.
     *
     * @param role {@code assistant}; may be empty
     * @param content more text
     * @param reasoning more reasoning text
     * @param reasoningDetails more reasoning in the provider's own form, an array
     * @param toolCalls pieces of tool calls, matched by their index
     * @param images more images
     * @param audio more sound
     * @param annotations more citations
     * @param refusal more of a refusal
     * @param extra every other field, in wire order
     */
    public record Delta(
            @Nullable String role,
            @Nullable String content,
            @Nullable String reasoning,
            @JsonProperty("reasoning_details") @Nullable JsonNode reasoningDetails,
            @JsonProperty("tool_calls") @Nullable List<ToolCall> toolCalls,
            @Nullable List<AnswerImage> images,
            @Nullable AnswerAudio audio,
            @Nullable List<Annotation> annotations,
            @Nullable String refusal,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public Delta {
            toolCalls = Copies.presentOrNull(toolCalls);
            images = Copies.presentOrNull(images);
            annotations = Copies.presentOrNull(annotations);
            extra = Copies.map(extra);
        }
    }
}
