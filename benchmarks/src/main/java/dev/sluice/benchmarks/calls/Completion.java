package dev.sluice.benchmarks.calls;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A chat completion, with all that {@link Samples} has in it.
 *
 * @param id the server's
 * @param object constant
 * @param created seconds since 1970
 * @param model who answered
 * @param choices the answers
 * @param usage what it cost
 */
public record Completion(String id, String object, long created, String model, List<Choice> choices, Usage usage) {
    /**
     * One answer.
     *
     * @param index from 0
     * @param message the text
     * @param finishReason why it ended
     */
    public record Choice(
            int index,
            Message message,
            @JsonProperty("finish_reason") String finishReason) {}

    /**
     * Who said what.
     *
     * @param role who
     * @param content what
     */
    public record Message(String role, String content) {}

    /**
     * Tokens.
     *
     * @param promptTokens of the prompt
     * @param completionTokens of the answer
     * @param totalTokens of both
     */
    public record Usage(
            @JsonProperty("prompt_tokens") int promptTokens,
            @JsonProperty("completion_tokens") int completionTokens,
            @JsonProperty("total_tokens") int totalTokens) {}
}
