package dev.sluice.openrouter.chat;

import dev.sluice.openrouter.internal.OpenRouterJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a model chooses its tokens, how many, and when it ends: the part of a {@link ChatRequestBuilder} that is about that. What is not set is
 * not sent, and the model's own default holds. Not thread-safe.
 *
 * @param <B> the builder
 */
public abstract sealed class SamplingOptions<B> permits ChatRequestBuilder {
    @Nullable
    BigDecimal temperature;

    @Nullable
    BigDecimal topP;

    @Nullable
    Integer topK;

    @Nullable
    BigDecimal topA;

    @Nullable
    BigDecimal minP;

    @Nullable
    BigDecimal frequencyPenalty;

    @Nullable
    BigDecimal presencePenalty;

    @Nullable
    BigDecimal repetitionPenalty;

    @Nullable
    Integer maxTokens;

    @Nullable
    Integer maxCompletionTokens;

    @Nullable
    Long seed;

    @Nullable
    JsonNode stop;

    @Nullable
    Map<String, BigDecimal> logitBias;

    @Nullable
    Boolean logprobs;

    @Nullable
    Integer topLogprobs;

    SamplingOptions() {}

    SamplingOptions(ChatRequest from) {
        temperature = from.temperature();
        topP = from.topP();
        topK = from.topK();
        topA = from.topA();
        minP = from.minP();
        frequencyPenalty = from.frequencyPenalty();
        presencePenalty = from.presencePenalty();
        repetitionPenalty = from.repetitionPenalty();
        maxTokens = from.maxTokens();
        maxCompletionTokens = from.maxCompletionTokens();
        seed = from.seed();
        stop = from.stop();
        logitBias = from.logitBias();
        logprobs = from.logprobs();
        topLogprobs = from.topLogprobs();
    }

    abstract B self();

    /** 0 to 2; the model's own default if not set. */
    public B temperature(double value) {
        temperature = BigDecimal.valueOf(value);
        return self();
    }

    /** 0 to 1; the model's own default if not set. */
    public B topP(double value) {
        topP = BigDecimal.valueOf(value);
        return self();
    }

    /** Only the likeliest so many tokens; 0 is no bound. */
    public B topK(int value) {
        topK = value;
        return self();
    }

    /** 0 to 1. */
    public B topA(double value) {
        topA = BigDecimal.valueOf(value);
        return self();
    }

    /** 0 to 1. */
    public B minP(double value) {
        minP = BigDecimal.valueOf(value);
        return self();
    }

    /** -2 to 2: the more often a token came, the less it comes. */
    public B frequencyPenalty(double value) {
        frequencyPenalty = BigDecimal.valueOf(value);
        return self();
    }

    /** -2 to 2: tokens that came come less. */
    public B presencePenalty(double value) {
        presencePenalty = BigDecimal.valueOf(value);
        return self();
    }

    /** 0 to 2, 1 changes nothing. */
    public B repetitionPenalty(double value) {
        repetitionPenalty = BigDecimal.valueOf(value);
        return self();
    }

    /** The most tokens to write, under the older name that every provider knows. */
    public B maxTokens(int tokens) {
        maxTokens = tokens;
        return self();
    }

    /** The most tokens to write, reasoning included. */
    public B maxCompletionTokens(int tokens) {
        maxCompletionTokens = tokens;
        return self();
    }

    /** Asks for repeatable answers, where the provider can. */
    public B seed(long value) {
        seed = value;
        return self();
    }

    /** Texts that end the answer; OpenRouter takes at most four. */
    public B stop(String... texts) {
        stop = OpenRouterJson.mapper().valueToTree(List.of(texts));
        return self();
    }

    /** -100 to 100 by token id. */
    public B logitBias(Map<String, BigDecimal> byToken) {
        logitBias = byToken;
        return self();
    }

    /** Tells how probable the tokens were, and so many likely others at each place: 0 to 20. */
    public B logprobs(int others) {
        logprobs = true;
        topLogprobs = others;
        return self();
    }
}
