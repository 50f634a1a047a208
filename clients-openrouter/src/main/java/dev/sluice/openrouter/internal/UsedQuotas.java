package dev.sluice.openrouter.internal;

import dev.sluice.client.spi.CallSettler;
import dev.sluice.client.spi.CallSpec;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What calls count against the quotas {@code tokens} and {@code usd}, where they are configured. */
public final class UsedQuotas {

    private static final String TOKENS = "tokens";
    private static final String USD = "usd";

    private UsedQuotas() {}

    /** Says how many tokens a call is expected to use. */
    public static void estimate(CallSpec call, long tokens) {
        call.cost(TOKENS, tokens);
    }

    /** Corrects both by what an answer says was used; what it does not say, or says with a minus, changes nothing. */
    public static void settle(CallSettler.ActualCost cost, @Nullable Long tokens, Optional<BigDecimal> usd) {
        if (tokens != null && tokens >= 0) {
            cost.used(TOKENS, tokens);
        }
        usd.filter(amount -> amount.signum() >= 0).ifPresent(amount -> cost.used(USD, amount));
    }
}
