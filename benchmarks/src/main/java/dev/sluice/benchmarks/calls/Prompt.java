package dev.sluice.benchmarks.calls;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What is asked.
 *
 * @param model of whom
 * @param maxTokens at most so many in the answer
 * @param messages the conversation
 */
public record Prompt(
        String model, @JsonProperty("max_tokens") int maxTokens, List<Completion.Message> messages) {}
