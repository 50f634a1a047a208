package dev.sluice.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderBookTest {
    private static final String TYPICAL = """
            {"market":"0x1","asset_id":"7132","timestamp":"1763700000123","hash":"cafe","min_order_size":"5","tick_size":"0.001",
             "neg_risk":true,"last_trade_price":"0.44",
             "bids":[{"price":".41","size":"10"},{"price":"0.430","size":"250.75"}],
             "asks":[{"price":"0.44","size":"30"},{"price":"0.60","size":"1","orders":3}],"depth":2}""";

    @Test
    void read_givesExactNumbers() {
        OrderBook book = read(TYPICAL);

        assertThat(book.assetId()).isEqualTo("7132");
        assertThat(book.takenAt()).hasValue(Instant.ofEpochMilli(1763700000123L));
        assertThat(book.tickSize()).isEqualTo("0.001");
        assertThat(book.minOrderSize()).isEqualTo("5");
        assertThat(book.lastTradePrice()).isEqualTo("0.44");
        assertThat(book.negRisk()).isTrue();
        assertThat(book.bids())
                .extracting(OrderBook.Level::price)
                .containsExactly(new BigDecimal("0.41"), new BigDecimal("0.430"));
        assertThat(book.asks().get(1).extra()).containsOnlyKeys("orders");
        assertThat(book.extra()).containsOnlyKeys("depth");
    }

    @Test
    void bestLevels_areFoundWhateverTheOrder() {
        OrderBook book = read(TYPICAL);
        OrderBook reversed = read("""
                {"bids":[{"price":"0.5","size":"1"},{"price":"0.4","size":"1"}],
                 "asks":[{"price":"0.9","size":"1"},{"price":"0.6","size":"2"}]}""");

        assertThat(book.bestBid()).map(OrderBook.Level::size).hasValue(new BigDecimal("250.75"));
        assertThat(book.bestAsk()).map(OrderBook.Level::price).hasValue(new BigDecimal("0.44"));
        assertThat(reversed.bestBid()).map(OrderBook.Level::price).hasValue(new BigDecimal("0.5"));
        assertThat(reversed.asksBestFirst())
                .extracting(OrderBook.Level::price)
                .containsExactly(new BigDecimal("0.6"), new BigDecimal("0.9"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"bids\":null,\"asks\":null,\"timestamp\":null,\"last_trade_price\":null}",
                "{\"bids\":[],\"asks\":[],\"last_trade_price\":\"\",\"timestamp\":\"\"}",
            })
    void missingNullAndEmpty_areNoErrors(String body) {
        OrderBook book = read(body);

        assertThat(book.bids()).isEmpty();
        assertThat(book.bestBid()).isEmpty();
        assertThat(book.bestAsk()).isEmpty();
        assertThat(book.lastTradePrice()).isNull();
        assertThat(book.takenAt()).isEmpty();
    }

    @Test
    void levelWithoutPrice_isKept_butNeverBest() {
        OrderBook book = read("{\"bids\":[{\"size\":\"3\"},{\"price\":\"0.2\",\"size\":null}]}");

        assertThat(book.bids()).hasSize(2);
        assertThat(book.bidsBestFirst())
                .singleElement()
                .satisfies(level -> assertThat(level.size()).isNull());
    }

    @Test
    void written_isTheWireFormAgain() {
        assertThat(PolymarketJson.MAPPER.writeValueAsString(read("{\"timestamp\":\"12\",\"tick_size\":\"0.010\"}")))
                .isEqualTo("{\"timestamp\":\"12\",\"tick_size\":\"0.010\"}");
    }

    private static OrderBook read(String body) {
        return PolymarketJson.MAPPER.readValue(body, OrderBook.class);
    }
}
