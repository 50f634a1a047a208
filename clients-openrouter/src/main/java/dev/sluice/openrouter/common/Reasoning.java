package dev.sluice.openrouter.common;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How much a model reasons before it answers: an effort or a number of tokens, not both.
 *
 * @param effort {@code max}, {@code xhigh}, {@code high}, {@code medium}, {@code low}, {@code minimal}, {@code
 *     none}; an open set
 * @param maxTokens the most tokens to reason with
 * @param exclude whether the model reasons without showing it
 * @param enabled switches reasoning on at the model's default, or off
 * @param summary {@code auto}, {@code concise}, {@code detailed}; how much of it is told
 * @param extra every other field, in wire order
 */
public record Reasoning(
        @Nullable String effort,
        @JsonProperty("max_tokens") @Nullable Integer maxTokens,
        @Nullable Boolean exclude,
        @Nullable Boolean enabled,
        @Nullable String summary,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public Reasoning {
        extra = Copies.map(extra);
    }

    /** With this effort, for example {@code high}; {@code none} switches reasoning off. */
    public static Reasoning effort(String effort) {
        return new Reasoning(effort, null, null, null, null, Map.of());
    }

    /** With so many tokens at most. */
    public static Reasoning maxTokens(int tokens) {
        return new Reasoning(null, tokens, null, null, null, Map.of());
    }

    /** On at the model's default, or off. */
    public static Reasoning enabled(boolean wanted) {
        return new Reasoning(null, null, null, wanted, null, Map.of());
    }

    /** The same, not shown in the answer. */
    public Reasoning hidden() {
        return new Reasoning(effort, maxTokens, true, enabled, summary, extra);
    }

    /** The same, told as a summary: {@code auto}, {@code concise} or {@code detailed}. */
    public Reasoning summary(String verbosity) {
        return new Reasoning(effort, maxTokens, exclude, enabled, verbosity, extra);
    }
}
