package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.RouterMetadata;
import dev.sluice.openrouter.common.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model's answer. Every field may be missing.
 *
 * @param id {@code gen-…}, the key of OpenRouter's generation look-up
 * @param object {@code chat.completion}
 * @param created seconds since the epoch
 * @param model the model that answered; with fallbacks not always the one that was asked
 * @param provider the provider that served it
 * @param choices the answers, usually one
 * @param usage tokens and cost
 * @param systemFingerprint the provider's configuration mark
 * @param serviceTier {@code default}, {@code priority}, {@code provisioned}, …; an open set
 * @param openrouterMetadata how it was routed, where that was asked for
 * @param extra every other field, in wire order
 */
public record ChatCompletion(
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
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ChatCompletion {
        choices = Copies.presentOrNull(choices);
        extra = Copies.map(extra);
    }

    /** The first choice, if there is one. */
    public Optional<Choice> first() {
        return Copies.present(choices).stream().findFirst();
    }

    /** The first choice's message, if there is one: append it to the next request as it is. */
    public Optional<ChatMessage> message() {
        return first().map(Choice::message);
    }

    /** The text of the first choice; empty where it has none. */
    public String text() {
        return message().map(ChatMessage::text).orElse("");
    }

    /** The tools the first choice calls; empty where it calls none. */
    public List<ToolCall> toolCalls() {
        return message().map(m -> Copies.present(m.toolCalls())).orElseGet(List::of);
    }

    /** Why the first choice ended, if it told. */
    public Optional<FinishReason> finishReason() {
        return first().map(Choice::finishReason);
    }

    /** When the answer was made, if it told a moment that there is. */
    public Optional<Instant> createdAt() {
        return Optional.ofNullable(created)
                .filter(second -> second >= Instant.MIN.getEpochSecond() && second <= Instant.MAX.getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    /**
     * One of the answers.
     *
     * @param index its position
     * @param message the answer itself
     * @param finishReason why it ended, in OpenRouter's words
     * @param nativeFinishReason the same in the provider's own words
     * @param logprobs token probabilities
     * @param error what went wrong beside a partial text; a call throws it as its exception
     * @param extra every other field, in wire order
     */
    public record Choice(
            @Nullable Integer index,
            @Nullable ChatMessage message,
            @JsonProperty("finish_reason") @Nullable FinishReason finishReason,
            @JsonProperty("native_finish_reason") @Nullable String nativeFinishReason,
            @Nullable Logprobs logprobs,
            @Nullable JsonNode error,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Choice {
            extra = Copies.map(extra);
        }
    }
}
