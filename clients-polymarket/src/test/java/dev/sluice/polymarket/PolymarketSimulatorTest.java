package dev.sluice.polymarket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.simulators.Fault;
import dev.sluice.simulators.ProviderReport;
import dev.sluice.simulators.Simulators;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The real client with its shipped limits against a simulator that enforces Polymarket's. */
class PolymarketSimulatorTest {
    private final Simulators simulators = Simulators.start();
    private final Sluice sluice = Sluice.builder()
            .environment(Map.of())
            .baseUrl("polymarket", "gamma", simulators.baseUrls().get("polymarket_gamma"))
            .baseUrl("polymarket", "clob", simulators.baseUrls().get("polymarket_clob"))
            .build();
    private final PolymarketClient polymarket = sluice.client(PolymarketClient.class);

    @AfterEach
    void stop() {
        sluice.close();
        simulators.close();
    }

    @Test
    void marketsBooksAndHistories_belongTogether() {
        Market market = openMarkets(1).get(0);
        Outcome yes = market.outcome("Yes").orElseThrow();
        OrderBook book = polymarket.clob().book(yes.tokenId());
        PricesHistory history =
                polymarket.clob().pricesHistory(PricesHistoryQuery.last(yes.tokenId(), PriceInterval.HOUR));

        assertThat(market.extra()).isEmpty();
        assertThat(market.endsAt()).hasValueSatisfying(end -> assertThat(end).isAfter(Instant.now()));
        assertThat(market.tokens())
                .extracting(Outcome::price)
                .allSatisfy(price -> assertThat(price).isBetween(BigDecimal.ZERO, BigDecimal.ONE));
        assertThat(book.assetId()).isEqualTo(yes.tokenId());
        assertThat(book.bestBid().orElseThrow().price())
                .isLessThanOrEqualTo(book.bestAsk().orElseThrow().price());
        assertThat(book.extra()).isEmpty();
        assertThat(history.history()).hasSizeBetween(59, 61).allSatisfy(point -> {
            assertThat(point.price()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
            assertThat(point.time().orElseThrow()).isBefore(Instant.now().plusSeconds(60));
        });
    }

    @Test
    void spans_areCutAsAsked() {
        String token = openMarkets(1).get(0).tokens().get(0).tokenId();
        Instant until = Instant.now().minus(Duration.ofHours(1));
        Instant from = until.minus(Duration.ofHours(2));

        PricesHistory history = polymarket
                .clob()
                .pricesHistory(PricesHistoryQuery.between(token, from, until).everyMinutes(30));

        assertThat(history.history())
                .hasSizeBetween(4, 5)
                .extracting(point -> point.time().orElseThrow())
                .allSatisfy(time -> assertThat(time).isBetween(from.minusSeconds(1), until));
    }

    @Test
    void marketByIdAndBySlug_areTheSame() {
        Market market = openMarkets(1).get(0);

        assertThat(polymarket.gamma().market(market.id()).conditionId()).isEqualTo(market.conditionId());
        assertThat(polymarket.gamma().marketBySlug(market.slug()).id()).isEqualTo(market.id());
    }

    @Test
    void manyAtOnce_breakNoLimit() {
        String token = openMarkets(1).get(0).tokens().get(0).tokenId();
        List<CompletableFuture<OrderBook>> all = IntStream.range(0, 30)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> polymarket.clob().book(token)))
                .toList();
        all.forEach(each -> assertThat(each.join().bids()).isNotEmpty());

        ProviderReport report = simulators.polymarket().report();
        assertThat(report.calls()).isEqualTo(31);
        assertThat(report.violations()).isZero();
        assertThat(report.rejected429()).isZero();
    }

    @Test
    void rateLimit_isWaitedOut() {
        simulators
                .polymarket()
                .inject(Fault.tooManyRequests(Duration.ofSeconds(1), Duration.ofSeconds(30))
                        .times(1));

        assertThat(openMarkets(2)).hasSize(2);
        assertThat(simulators.polymarket().report().calls()).isEqualTo(2);
        assertThat(simulators.polymarket().report().callsDuringPause()).isZero();
    }

    @Test
    void whatIsNotThere_isNotFound() {
        NotFoundException noMarket = catchThrowableOfType(
                NotFoundException.class, () -> polymarket.gamma().marketBySlug("no-such-market"));
        NotFoundException noBook = catchThrowableOfType(
                NotFoundException.class, () -> polymarket.clob().book("1"));

        assertThat(noMarket.providerMessage()).hasValue("slug not found");
        assertThat(noBook.providerMessage())
                .hasValueSatisfying(words -> assertThat(words).contains("No orderbook"));
    }

    private List<Market> openMarkets(int limit) {
        return polymarket
                .gamma()
                .markets(MarketsQuery.builder().limit(limit).closed(false).build());
    }
}
