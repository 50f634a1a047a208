package dev.sluice.openrouter.account;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was sent and answered in one generation, where the account keeps it.
 *
 * @param input what was sent
 * @param output what was answered
 * @param error what went wrong
 * @param extra every other field, in wire order
 */
public record GenerationContent(
        @Nullable Input input,
        @Nullable Output output,
        @Nullable JsonNode error,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public GenerationContent {
        extra = Copies.map(extra);
    }

    /**
     * What was sent: a prompt or messages.
     *
     * @param prompt the prompt
     * @param messages the messages, as they were sent
     * @param extra every other field, in wire order
     */
    public record Input(
            @Nullable String prompt,
            @Nullable List<JsonNode> messages,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public Input {
            messages = Copies.presentOrNull(messages);
            extra = Copies.map(extra);
        }
    }

    /**
     * What was answered.
     *
     * @param completion the text
     * @param reasoning the reasoning
     * @param extra every other field, in wire order
     */
    public record Output(
            @Nullable String completion,
            @Nullable String reasoning,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Output {
            extra = Copies.map(extra);
        }
    }
}
