package dev.sluice.polymarket;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One outcome of a market: what Gamma spreads over three parallel lists.
 *
 * @param name such as {@code Yes}
 * @param price what the market gives it, 0 to 1; null if Gamma lists none
 * @param tokenId its token, as the CLOB's book and price history know it; null if Gamma lists none
 */
public record Outcome(
        String name, @Nullable BigDecimal price, @Nullable String tokenId) {}
