package dev.sluice.openrouter.chat;

import dev.sluice.openrouter.common.Usage;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What several answers used together.
 *
 * @param answers how many answers
 * @param withoutUsage how many of them did not tell what they cost; the sums are then too low ({@code GET /generation} knows)
 * @param promptTokens tokens read
 * @param completionTokens tokens written, reasoning included
 * @param totalTokens both together, as told
 * @param cost in USD, the provider's own bill on the user's key included
 */
public record TotalUsage(
        int answers, int withoutUsage, long promptTokens, long completionTokens, long totalTokens, BigDecimal cost) {

    /** Nothing yet. */
    public static final TotalUsage NONE = new TotalUsage(0, 0, 0, 0, 0, BigDecimal.ZERO);

    /** These and one more answer. */
    public TotalUsage plus(ChatCompletion answer) {
        Usage usage = answer.usage();
        if (usage == null) {
            return new TotalUsage(answers + 1, withoutUsage + 1, promptTokens, completionTokens, totalTokens, cost);
        }
        BigDecimal price = usage.totalCost().orElse(null);
        return new TotalUsage(
                answers + 1,
                withoutUsage + (price == null ? 1 : 0),
                promptTokens + count(usage.promptTokens()),
                completionTokens + count(usage.completionTokens()),
                totalTokens + count(usage.totalTokens()),
                price == null ? cost : cost.add(price));
    }

    private static long count(@Nullable Long tokens) {
        return tokens == null ? 0 : tokens;
    }
}
