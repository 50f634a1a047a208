package dev.sluice.examples;

import dev.sluice.polymarket.Market;
import dev.sluice.polymarket.MarketsQuery;
import dev.sluice.polymarket.OrderBook;
import dev.sluice.polymarket.Outcome;
import dev.sluice.polymarket.PolymarketClient;
import dev.sluice.polymarket.PricesHistory;
import dev.sluice.polymarket.PricesHistoryQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads one prediction market, interval by interval: interval {@code n} ends {@code intervals - n} hours ago. Thread-safe. */
final class MarketWatch {
    private static final Duration INTERVAL = Duration.ofHours(1);
    private static final Duration HISTORY = Duration.ofDays(1);

    private final PolymarketClient polymarket;
    private final String marketId;
    private final Instant end;

    private MarketWatch(PolymarketClient polymarket, String marketId, Instant end) {
        this.polymarket = polymarket;
        this.marketId = marketId;
        this.end = end;
    }

    /**
     * Chooses the market: of those open and with an order book, the one traded most in the last day.
     *
     * @throws IllegalStateException if there is none
     */
    static MarketWatch choose(PolymarketClient polymarket, Instant now) {
        MarketsQuery query = MarketsQuery.builder()
                .closed(false)
                .order("volume24hr", false)
                .limit(20)
                .build();
        String id = polymarket.gamma().markets(query).stream()
                .filter(market -> outcome(market).isPresent() && !Boolean.FALSE.equals(market.enableOrderBook()))
                .flatMap(market -> Optional.ofNullable(market.id()).stream())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("polymarket: no open market with an order book (expected one)"));
        return new MarketWatch(polymarket, id, now.truncatedTo(ChronoUnit.MINUTES));
    }

    /** @param hoursAgo end of the interval before the end of the experiment */
    MarketView view(int hoursAgo) {
        Instant at = end.minus(INTERVAL.multipliedBy(hoursAgo));
        Market market = polymarket.gamma().market(marketId);
        Outcome outcome = outcome(market)
                .orElseThrow(
                        () -> new IllegalStateException("polymarket: market " + marketId + " has lost its tokens"));
        String token = Objects.requireNonNull(outcome.tokenId());
        OrderBook book = polymarket.clob().book(token);
        PricesHistoryQuery day =
                PricesHistoryQuery.between(token, at.minus(HISTORY), at).everyMinutes(60);
        List<BigDecimal> prices = prices(polymarket.clob().pricesHistory(day));
        return new MarketView(
                at,
                Objects.requireNonNullElse(market.slug(), marketId),
                Objects.requireNonNullElse(market.question(), "?"),
                outcome.name(),
                odds(prices, market, outcome),
                book.bestBid().map(OrderBook.Level::price).orElse(null),
                book.bestAsk().map(OrderBook.Level::price).orElse(null),
                prices);
    }

    private static Optional<Outcome> outcome(Market market) {
        return market.tokens().stream()
                .filter(outcome -> outcome.tokenId() != null)
                .findFirst();
    }

    private static List<BigDecimal> prices(PricesHistory history) {
        return history.history().stream()
                .flatMap(point -> Optional.ofNullable(point.price()).stream())
                .toList();
    }

    private static BigDecimal odds(List<BigDecimal> prices, Market market, Outcome outcome) {
        if (!prices.isEmpty()) {
            return prices.get(prices.size() - 1);
        }
        return Optional.ofNullable(outcome.price())
                .or(() -> Optional.ofNullable(market.lastTradePrice()))
                .orElseThrow(() ->
                        new IllegalStateException("polymarket: no price of " + outcome.name() + " (expected one)"));
    }
}
