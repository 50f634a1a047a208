package dev.sluice.examples;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The market as one interval sees it.
 *
 * @param at the interval's end: nothing later is used
 * @param odds price of the outcome then, 0 to 1
 * @param bestBid highest bid in the book; null if nobody bids
 * @param bestAsk lowest ask in the book; null if nobody asks
 * @param prices the day before, oldest first
 */
record MarketView(
        Instant at,
        String slug,
        String question,
        String outcome,
        BigDecimal odds,
        @Nullable BigDecimal bestBid,
        @Nullable BigDecimal bestAsk,
        List<BigDecimal> prices) {

    /** For people and models. */
    String describe() {
        return "Question: " + question
                + "\nOutcome: " + outcome
                + "\nTime: " + at
                + "\nOdds: " + odds.toPlainString()
                + "\nBest bid: " + plain(bestBid) + ", best ask: " + plain(bestAsk)
                + "\nPrices of the last day, oldest first: "
                + prices.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(", "));
    }

    /** For logs and journal. */
    Map<String, Object> facts() {
        return Map.of("symbol", slug, "outcome", outcome, "odds", odds, "at", at.toString());
    }

    private static String plain(@Nullable BigDecimal price) {
        return price == null ? "none" : price.toPlainString();
    }
}
