package dev.sluice.openrouter.internal;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a call cost in all. */
public final class TotalCost {

    /** Beyond this a decimal of the wire is no price, and adding to it would fill the memory with zeros. */
    private static final int MAX_SCALE = 100;

    private TotalCost() {}

    /**
     * OpenRouter's charge, and with the user's own provider key the provider's price on top, because the provider bills it apart
     * (OpenRouter's ai-sdk-provider issue 532), in USD. Empty where the answer did not tell.
     *
     * @param charged by OpenRouter
     * @param ownKey whether the call ran on the user's own key with the provider
     * @param upstream the provider's price
     */
    public static Optional<BigDecimal> of(
            @Nullable BigDecimal charged, @Nullable Boolean ownKey, @Nullable BigDecimal upstream) {
        BigDecimal charge = plausible(charged);
        if (charge == null || !Boolean.TRUE.equals(ownKey)) {
            return Optional.ofNullable(charge);
        }
        BigDecimal price = plausible(upstream);
        return Optional.of(price == null ? charge : charge.add(price));
    }

    private static @Nullable BigDecimal plausible(@Nullable BigDecimal amount) {
        return amount == null || Math.abs((long) amount.scale()) > MAX_SCALE ? null : amount;
    }
}
