package dev.sluice.polymarket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.testsupport.JsonTrees;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class MarketTest {
    private static final String TYPICAL = """
            {"id":"516710","question":"Rain in Zurich on Sunday?","conditionId":"0xabc","slug":"rain-zurich","questionID":"0xq",
             "endDate":"2026-12-01T12:00:00Z","startDate":"2026-11-01 09:30:00+00","category":"Weather",
             "outcomes":"[\\"Yes\\", \\"No\\"]","outcomePrices":"[\\"0.4350\\", \\"0.565\\"]","clobTokenIds":"[\\"7132\\", \\"5211\\"]",
             "volume":"1234.5600","volumeNum":1234.56,"liquidity":"88","bestBid":0.43,"bestAsk":0.44,"spread":0.01,
             "orderPriceMinTickSize":0.001,"active":true,"closed":false,"negRisk":false,
             "events":[{"id":"9","slug":"zurich","title":"Zurich","series":[{"id":1}]}],
             "umaResolutionStatus":"a-word-of-tomorrow","brandNewField":{"deep":[1,null,"x"]}}""";

    @Test
    void read_decodesTheListsInsideStrings_andKeepsEveryDigit() {
        Market market = read(TYPICAL);

        assertThat(market.outcomes()).containsExactly("Yes", "No");
        assertThat(market.outcomePrices()).containsExactly(new BigDecimal("0.4350"), new BigDecimal("0.565"));
        assertThat(market.clobTokenIds()).containsExactly("7132", "5211");
        assertThat(market.tokens())
                .containsExactly(
                        new Outcome("Yes", new BigDecimal("0.4350"), "7132"),
                        new Outcome("No", new BigDecimal("0.565"), "5211"));
        assertThat(market.outcome("no")).map(Outcome::tokenId).hasValue("5211");
        assertThat(market.outcome("Maybe")).isEmpty();
        assertThat(market.volume()).isEqualTo("1234.5600");
        assertThat(market.bestBid()).isEqualTo("0.43");
        assertThat(market.questionId()).isEqualTo("0xq");
        assertThat(market.endsAt()).hasValue(Instant.parse("2026-12-01T12:00:00Z"));
        assertThat(market.startsAt()).hasValue(Instant.parse("2026-11-01T09:30:00Z"));
        assertThat(market.events()).singleElement().satisfies(event -> {
            assertThat(event.title()).isEqualTo("Zurich");
            assertThat(event.extra()).containsOnlyKeys("series");
        });
    }

    @Test
    void unknownWordsAndFields_areKept_andWrittenBack() {
        Market market = read(TYPICAL);

        assertThat(market.umaResolutionStatus()).isEqualTo("a-word-of-tomorrow");
        assertThat(market.extra()).containsOnlyKeys("brandNewField");
        var written = PolymarketJson.MAPPER.valueToTree(market);
        assertThat(JsonTrees.differences(PolymarketJson.MAPPER.readTree(TYPICAL), written))
                .as("only the white space inside the encoded lists")
                .allMatch(line -> line.startsWith("$.outcome") || line.startsWith("$.clobTokenIds"));
        assertThat(written.path("outcomePrices").asString()).isEqualTo("[\"0.4350\",\"0.565\"]");
        assertThat(written.path("volume").asString()).isEqualTo("1234.5600");
        assertThat(written.path("endDate").asString()).isEqualTo("2026-12-01T12:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":null,\"outcomes\":null,\"outcomePrices\":null,\"volume\":null,\"events\":null,\"active\":null,\"endDate\":null}",
                "{\"outcomes\":\"\",\"outcomePrices\":\"[]\",\"volume\":\"\",\"endDate\":\"\"}",
            })
    void missingNullAndEmpty_areNoErrors(String body) {
        Market market = read(body);

        assertThat(market.id()).isNull();
        assertThat(market.volume()).isNull();
        assertThat(market.outcomes()).isEmpty();
        assertThat(market.tokens()).isEmpty();
        assertThat(market.events()).isEmpty();
        assertThat(market.endsAt()).isEmpty();
    }

    @Test
    void plainArrays_areReadToo() {
        Market market = read("{\"outcomes\":[\"Up\",\"Down\"],\"outcomePrices\":[0.5,\"0.50\"]}");

        assertThat(market.outcomes()).containsExactly("Up", "Down");
        assertThat(market.outcomePrices()).containsExactly(new BigDecimal("0.5"), new BigDecimal("0.50"));
    }

    @Test
    void fewerPricesThanOutcomes_leavesNulls() {
        Market market = read("{\"outcomes\":\"[\\\"A\\\",\\\"B\\\"]\",\"outcomePrices\":\"[\\\"1\\\"]\"}");

        assertThat(market.tokens())
                .containsExactly(new Outcome("A", BigDecimal.ONE, null), new Outcome("B", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"outcomePrices\":\"[\\\"cheap\\\"]\"}",
                "{\"outcomePrices\":\"0.5\"}",
                "{\"outcomes\":\"Yes,No\"}",
                "{\"outcomes\":{\"a\":1}}"
            })
    void unreadableLists_areErrors_notSilence(String body) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(body));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-06T15:17:20Z, 2024-11-06T15:17:20Z",
        "2024-11-06T15:17:20.123Z, 2024-11-06T15:17:20.123Z",
        "2024-11-06 15:17:20+00, 2024-11-06T15:17:20Z",
        "2024-11-06 15:17:20.5+02, 2024-11-06T13:17:20.5Z",
        "2024-11-06T15:17:20+02:00, 2024-11-06T13:17:20Z",
        "2024-11-06, 2024-11-06T00:00:00Z",
    })
    void times_areReadInEveryFormSeen(String text, Instant instant) {
        assertThat(WireTimes.parse(text)).hasValue(instant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "", " ", "2024", "2024-13-45", "2024-11-06 99:17:20+00", "ab"})
    void times_unreadable_areNothing(String text) {
        assertThat(WireTimes.parse(text)).isEmpty();
    }

    private static Market read(String body) {
        return PolymarketJson.MAPPER.readValue(body, Market.class);
    }
}
