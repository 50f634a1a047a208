package dev.sluice.logging;

import dev.sluice.logging.LlmLoggingConfig.ModelPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a completion cost.
 *
 * @param usd in US dollars; null if it is not known, which is not the same as zero
 * @param source {@code provider} (the answer said so), {@code table} (tokens times configured prices) or {@code unknown}
 */
public record CostEstimate(@Nullable BigDecimal usd, String source) {
    /** Nobody knows. */
    public static final CostEstimate UNKNOWN = new CostEstimate(null, "unknown");

    /** The figure of the provider's own answer. */
    public static CostEstimate ofProvider(BigDecimal usd) {
        return new CostEstimate(usd, "provider");
    }

    /**
     * Tokens times prices, rounded half-even to nine places; cached tokens at the full price, reasoning tokens are part of the completion's.
     * Unknown if the price or the usage is.
     */
    static CostEstimate ofTable(@Nullable ModelPrice price, @Nullable TokenUsage usage) {
        if (price == null || usage == null) {
            return UNKNOWN;
        }
        BigDecimal prompt = price.promptUsdPerMillion().multiply(BigDecimal.valueOf(usage.promptTokens()));
        BigDecimal completion = price.completionUsdPerMillion().multiply(BigDecimal.valueOf(usage.completionTokens()));
        BigDecimal usd = prompt.add(completion).movePointLeft(6).setScale(9, RoundingMode.HALF_EVEN);
        return new CostEstimate(usd, "table");
    }
}
