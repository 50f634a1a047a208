package dev.sluice.openrouter.internal;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one call used, as far as is said.
 *
 * @param generation OpenRouter's id of the answer, {@code gen-…}; null if it has none
 * @param tokens in all
 * @param usd in all, see {@link TotalCost}
 */
public record Used(@Nullable String generation, @Nullable Long tokens, Optional<BigDecimal> usd) {

    /** An answer out of OpenRouter's cache tells that it used no tokens, and nothing of a cost: it costs nothing (OpenRouter, response caching). */
    public Used {
        if (usd.isEmpty() && tokens != null && tokens == 0) {
            usd = Optional.of(BigDecimal.ZERO);
        }
    }

    /** Of an answer that has no usage. */
    public static Used unknown(@Nullable String generation) {
        return new Used(generation, null, Optional.empty());
    }
}
