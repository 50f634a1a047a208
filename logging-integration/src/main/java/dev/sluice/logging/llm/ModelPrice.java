package dev.sluice.logging.llm;

import dev.sluice.foundation.config.Description;
import dev.sluice.logging.event.TokenUsage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, in US dollars for a million tokens, and for a request.
 *
 * @param promptUsdPerMillion prompt tokens
 * @param completionUsdPerMillion completion tokens
 * @param cachedUsdPerMillion prompt tokens that came from a cache; null or not above zero: as the prompt's
 * @param cacheWriteUsdPerMillion prompt tokens that were written to a cache; null or not above zero: as the prompt's
 * @param reasoningUsdPerMillion reasoning tokens, where they are priced apart; null or not above zero: as the completion's
 * @param requestUsd for each request, in US dollars; null for nothing
 */
public record ModelPrice(
        @Description("US dollars for a million prompt tokens.")
        BigDecimal promptUsdPerMillion,

        @Description("US dollars for a million completion tokens.")
        BigDecimal completionUsdPerMillion,

        @Description("US dollars for a million prompt tokens from a cache; as the prompt's if left out.") @Nullable
        BigDecimal cachedUsdPerMillion,

        @Description("US dollars for a million prompt tokens written to a cache; as the prompt's if left out.")
        @Nullable
        BigDecimal cacheWriteUsdPerMillion,

        @Description("US dollars for a million reasoning tokens; as the completion's if left out.") @Nullable
        BigDecimal reasoningUsdPerMillion,

        @Description("US dollars for each request; none if left out.") @Nullable
        BigDecimal requestUsd) {
    private static final int MILLION = 6;
    private static final int PLACES = 9;

    /** Prompt and completion, in US dollars for a million tokens. */
    public static ModelPrice perMillion(BigDecimal promptUsd, BigDecimal completionUsd) {
        return new ModelPrice(promptUsd, completionUsd, null, null, null, null);
    }

    /** Prompt and completion, in US dollars for one token, as OpenRouter's list of models has them. */
    public static ModelPrice perToken(BigDecimal promptUsd, BigDecimal completionUsd) {
        return perMillion(promptUsd.movePointRight(MILLION), completionUsd.movePointRight(MILLION));
    }

    /** The same with the prices of tokens read from and written to a cache, in US dollars for one token. */
    public ModelPrice cachePerToken(@Nullable BigDecimal readUsd, @Nullable BigDecimal writeUsd) {
        return new ModelPrice(
                promptUsdPerMillion,
                completionUsdPerMillion,
                million(readUsd),
                million(writeUsd),
                reasoningUsdPerMillion,
                requestUsd);
    }

    /** The same with the prices of one reasoning token and of a request, in US dollars. */
    public ModelPrice reasoningPerToken(@Nullable BigDecimal reasoningUsd, @Nullable BigDecimal aRequestUsd) {
        return new ModelPrice(
                promptUsdPerMillion,
                completionUsdPerMillion,
                cachedUsdPerMillion,
                cacheWriteUsdPerMillion,
                million(reasoningUsd),
                aRequestUsd);
    }

    private static @Nullable BigDecimal million(@Nullable BigDecimal usdPerToken) {
        return usdPerToken == null ? null : usdPerToken.movePointRight(MILLION);
    }

    /**
     * Tokens times prices, rounded half-even to nine places. Cached tokens are among the prompt's, reasoning tokens among the completion's;
     * counts that contradict that are taken as far as they fit.
     */
    BigDecimal costOf(TokenUsage usage) {
        long prompt = Math.max(0, usage.promptTokens());
        long cached = within(usage.cachedTokens(), prompt);
        long written = within(usage.cacheWriteTokens(), prompt - cached);
        long completion = Math.max(0, usage.completionTokens());
        long reasoning = within(usage.reasoningTokens(), completion);
        BigDecimal millions = times(promptUsdPerMillion, prompt - cached - written)
                .add(times(or(cachedUsdPerMillion, promptUsdPerMillion), cached))
                .add(times(or(cacheWriteUsdPerMillion, promptUsdPerMillion), written))
                .add(times(completionUsdPerMillion, completion - reasoning))
                .add(times(or(reasoningUsdPerMillion, completionUsdPerMillion), reasoning));
        BigDecimal usd = millions.movePointLeft(MILLION);
        return (requestUsd == null ? usd : usd.add(requestUsd)).setScale(PLACES, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal or(@Nullable BigDecimal own, BigDecimal usual) {
        return own == null || own.signum() <= 0 ? usual : own;
    }

    private static long within(@Nullable Long part, long whole) {
        return part == null ? 0 : Math.max(0, Math.min(part, whole));
    }

    private static BigDecimal times(BigDecimal price, long tokens) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }
}
