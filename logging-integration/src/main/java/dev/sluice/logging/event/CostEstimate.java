package dev.sluice.logging.event;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a completion cost.
 *
 * @param usd in US dollars; null if it is not known, which is not the same as zero
 * @param source {@code provider} (the answer said so), {@code models_api} (tokens times current prices), {@code table} (tokens times configured
 *     prices) or {@code unknown}
 */
public record CostEstimate(@Nullable BigDecimal usd, String source) {
    /** Nobody knows. */
    public static final CostEstimate UNKNOWN = new CostEstimate(null, "unknown");

    /** Beyond this a decimal is no price, and adding to it would fill the memory with zeros. */
    private static final int MAX_SCALE = 100;

    /** The figure of the provider's own answer; unknown if it is no price. */
    public static CostEstimate ofProvider(BigDecimal usd) {
        return usd.signum() < 0 || Math.abs((long) usd.scale()) > MAX_SCALE
                ? UNKNOWN
                : new CostEstimate(usd, "provider");
    }

    /** Whether there is a figure. */
    public boolean isKnown() {
        return usd != null;
    }
}
