package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PolymarketSimulatorTest {
    private final VirtualTime time = VirtualTime.manual();
    private final Simulators simulators =
            Simulators.start(SimulatorOptions.defaults().withTime(time).withLatency(Latency.none()));
    private final URI gamma = simulators.polymarket().baseUrls().get("polymarket_gamma");
    private final URI clob = simulators.polymarket().baseUrls().get("polymarket_clob");

    @AfterEach
    void close() {
        simulators.close();
    }

    @Test
    void markets_listsAreStringsThatHoldJson() throws Exception {
        JsonNode markets = Http.json(Http.get(gamma, "/markets?limit=3"));

        assertThat(markets).hasSize(3);
        JsonNode market = markets.get(0);
        assertThat(market.path("outcomes").asString()).isEqualTo("[\"Yes\",\"No\"]");
        JsonNode prices = Http.MAPPER.readTree(market.path("outcomePrices").asString());
        assertThat(new BigDecimal(prices.get(0).asString())
                        .add(new BigDecimal(prices.get(1).asString())))
                .isEqualByComparingTo(BigDecimal.ONE);
        assertThat(Http.MAPPER
                        .readTree(market.path("clobTokenIds").asString())
                        .get(0)
                        .asString())
                .matches("\\d{70,78}");
        assertThat(market.path("conditionId").asString()).matches("0x[0-9a-f]{64}");
        assertThat(market.path("volume").isString()).isTrue();
        assertThat(market.path("volumeNum").isNumber()).isTrue();
        assertThat(market.path("endDate").asString()).endsWith("Z");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 20",
        "?limit=500, 60",
        "?limit=500&closed=true, 12",
        "?limit=500&closed=false, 48",
        "?limit=50&offset=55, 5",
        "?slug=will-the-fed-cut-rates-in-march, 1",
        "?slug=none, 0",
        "?id=500000&id=500001, 2",
        "?active=false, 0",
    })
    void markets_filters(String query, int expected) throws Exception {
        assertThat(Http.json(Http.get(gamma, "/markets" + query))).hasSize(expected);
    }

    @Test
    void market_byIdAndBySlug_isTheSame() throws Exception {
        JsonNode byId = Http.json(Http.get(gamma, "/markets/500001"));
        assertThat(Http.json(
                        Http.get(gamma, "/markets/slug/" + byId.path("slug").asString())))
                .isEqualTo(byId);
    }

    @ParameterizedTest
    @CsvSource({
        "/markets/499999, 404, id not found",
        "/markets/slug/none, 404, slug not found",
        "/markets/xyz, 422, id is invalid",
        "/markets?limit=x, 422, limit is invalid",
        "/events, 404, route not found",
    })
    void gamma_errors(String path, int status, String message) throws Exception {
        HttpResponse<String> refused = Http.get(gamma, path);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(Http.json(refused).propertyNames()).containsExactly("type", "error");
        assertThat(Http.json(refused).path("error").asString()).isEqualTo(message);
    }

    @Test
    void book_bestLevelsAreLast_andStandAroundTheMarketsPrice() throws Exception {
        JsonNode market = Http.json(Http.get(gamma, "/markets/500000"));
        JsonNode book = Http.json(Http.get(clob, "/book?token_id=" + token(market, 0)));

        assertThat(book.propertyNames())
                .containsExactlyInAnyOrder(
                        "market",
                        "asset_id",
                        "timestamp",
                        "hash",
                        "bids",
                        "asks",
                        "min_order_size",
                        "tick_size",
                        "neg_risk",
                        "last_trade_price");
        BigDecimal bid = new BigDecimal(book.path("bids").get(4).path("price").asString());
        BigDecimal ask = new BigDecimal(book.path("asks").get(4).path("price").asString());
        assertThat(bid).isEqualByComparingTo(market.path("bestBid").decimalValue());
        assertThat(ask).isEqualByComparingTo(market.path("bestAsk").decimalValue());
        assertThat(ask.subtract(bid)).isEqualByComparingTo("0.01");
        assertThat(new BigDecimal(book.path("bids").get(0).path("price").asString()))
                .isLessThan(bid);
        assertThat(new BigDecimal(book.path("asks").get(0).path("price").asString()))
                .isGreaterThan(ask);
        assertThat(book.path("timestamp").asString())
                .isEqualTo(String.valueOf(time.instant().toEpochMilli()));
        assertThat(book.path("hash").asString()).matches("[0-9a-f]{40}");
    }

    @Test
    void history_isThePriceOverTime_atTheAskedFidelity() throws Exception {
        String yes = token(Http.json(Http.get(gamma, "/markets/500000")), 0);
        JsonNode hour = Http.json(Http.get(clob, "/prices-history?market=" + yes + "&interval=1h"))
                .path("history");
        assertThat(hour).hasSize(61);
        assertThat(hour.get(60).path("t").asLong()).isEqualTo(time.instant().getEpochSecond());
        assertThat(hour.get(60).path("p").decimalValue())
                .isEqualByComparingTo(Http.json(Http.get(gamma, "/markets/500000"))
                        .path("lastTradePrice")
                        .decimalValue());

        long now = time.instant().getEpochSecond();
        JsonNode range = Http.json(Http.get(
                        clob,
                        "/prices-history?market=" + yes + "&startTs=" + (now - 7200) + "&endTs=" + (now - 3600)
                                + "&fidelity=30"))
                .path("history");
        assertThat(range).hasSize(3);
        assertThat(range.get(2)).isEqualTo(hour.get(0));
        assertThat(Http.json(Http.get(clob, "/prices-history?market=123&interval=1d"))
                        .path("history"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/book, 400",
        "/book?token_id=x, 400",
        "/book?token_id=123, 404",
        "/prices-history?interval=1d, 400",
        "/prices-history?market=TOKEN&interval=2d, 400",
        "/prices-history?market=TOKEN&fidelity=0, 400",
        "/prices-history?market=TOKEN&startTs=x, 400",
        "/prices-history?market=TOKEN&startTs=99999999999, 400",
        "/prices-history?market=TOKEN&startTs=1&fidelity=1, 400",
        "/nowhere, 404",
    })
    void clob_errors(String path, int status) throws Exception {
        String yes = token(Http.json(Http.get(gamma, "/markets/500000")), 0);
        HttpResponse<String> refused = Http.get(clob, path.replace("TOKEN", yes));
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(Http.json(refused).propertyNames()).containsExactly("error");
    }

    @Test
    void closedMarket_isDecidedAndHasNoBook() throws Exception {
        JsonNode closed = Http.json(Http.get(gamma, "/markets?closed=true")).get(0);
        assertThat(closed.path("outcomePrices").asString()).isIn("[\"1\",\"0\"]", "[\"0\",\"1\"]");
        assertThat(Http.get(clob, "/book?token_id=" + token(closed, 0)).statusCode())
                .isEqualTo(404);
    }

    @Test
    void markets_threeHundredInTenSeconds_thenTooMany() throws Exception {
        for (int i = 0; i < 300; i++) {
            assertThat(Http.get(gamma, "/markets/500000").statusCode()).isEqualTo(200);
        }
        time.advance(Duration.ofSeconds(4));
        HttpResponse<String> refused = Http.get(gamma, "/markets");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).isEqualTo("{\"error\":\"Too Many Requests\"}");
        assertThat(Http.header(refused, "Retry-After")).isEqualTo("6");
        time.advance(Duration.ofSeconds(6));
        assertThat(Http.get(gamma, "/markets").statusCode()).isEqualTo(200);
        assertThat(simulators.polymarket().report().violations()).isEqualTo(1);
        assertThat(simulators.polymarket().report().byOperation())
                .containsEntry("gamma_market", 300L)
                .containsEntry("gamma_markets", 2L);
    }

    @Test
    void injected_strikesBothHosts() throws Exception {
        simulators.polymarket().inject(Fault.tooManyRequests(Duration.ofSeconds(2), Duration.ofSeconds(2)));
        assertThat(Http.get(gamma, "/markets").statusCode()).isEqualTo(429);
        assertThat(Http.header(Http.get(clob, "/book"), "Retry-After")).isEqualTo("2");
        assertThat(simulators.polymarket().report().callsDuringPause()).isEqualTo(1);
    }

    private static String token(JsonNode market, int outcome) {
        return Http.MAPPER
                .readTree(market.path("clobTokenIds").asString())
                .get(outcome)
                .asString();
    }
}
