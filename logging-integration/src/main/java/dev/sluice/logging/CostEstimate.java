package dev.sluice.logging;

import java.math.BigDecimal;
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
}
