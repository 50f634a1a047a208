package dev.sluice.openrouter.responses;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How a model chooses its tokens, and how many: the part of a {@link ResponseRequestBuilder} that is about that. What is not set is not sent,
 * and the model's own default holds. Not thread-safe.
 *
 * @param <B> the builder
 */
public abstract sealed class ResponseSampling<B> permits ResponseRequestBuilder {
    @Nullable
    Integer maxOutputTokens;

    @Nullable
    Integer maxToolCalls;

    @Nullable
    BigDecimal temperature;

    @Nullable
    BigDecimal topP;

    @Nullable
    Integer topK;

    @Nullable
    Integer topLogprobs;

    @Nullable
    BigDecimal frequencyPenalty;

    @Nullable
    BigDecimal presencePenalty;

    ResponseSampling() {}

    ResponseSampling(ResponseRequest from) {
        maxOutputTokens = from.maxOutputTokens();
        maxToolCalls = from.maxToolCalls();
        temperature = from.temperature();
        topP = from.topP();
        topK = from.topK();
        topLogprobs = from.topLogprobs();
        frequencyPenalty = from.frequencyPenalty();
        presencePenalty = from.presencePenalty();
    }

    abstract B self();

    /** The most tokens to write, reasoning included. */
    public B maxOutputTokens(int tokens) {
        maxOutputTokens = tokens;
        return self();
    }

    /** The most calls of server tools. */
    public B maxToolCalls(int calls) {
        maxToolCalls = calls;
        return self();
    }

    /** 0 to 2. */
    public B temperature(double value) {
        temperature = BigDecimal.valueOf(value);
        return self();
    }

    /** 0 to 1. */
    public B topP(double value) {
        topP = BigDecimal.valueOf(value);
        return self();
    }

    /** Only the likeliest so many tokens. */
    public B topK(int value) {
        topK = value;
        return self();
    }

    /** Tells so many likely tokens at each place: 0 to 20. */
    public B topLogprobs(int others) {
        topLogprobs = others;
        return self();
    }

    /** -2 to 2. */
    public B frequencyPenalty(double value) {
        frequencyPenalty = BigDecimal.valueOf(value);
        return self();
    }

    /** -2 to 2. */
    public B presencePenalty(double value) {
        presencePenalty = BigDecimal.valueOf(value);
        return self();
    }
}
