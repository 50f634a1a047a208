package dev.sluice.polymarket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueriesTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.900Z");

    @Test
    void markets_nothingAsked_sendsNothing() {
        assertThat(MarketsQuery.all().parameters()).isEmpty();
    }

    @Test
    void markets_everythingAsked_usesGammasNames() {
        MarketsQuery query = MarketsQuery.builder()
                .limit(20)
                .offset(40)
                .order("volume24hr", false)
                .ids("1", "2")
                .slugs("a")
                .tokenIds("71")
                .conditionIds("0x1")
                .tagId(7)
                .closed(false)
                .liquidityFrom(new BigDecimal("1E+3"))
                .volumeFrom(new BigDecimal("0.50"))
                .endsFrom(NOON)
                .endsUntil(NOON)
                .with("cyom", true)
                .build();

        assertThat(query.parameters())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("limit", 20),
                        Map.entry("offset", 40),
                        Map.entry("order", "volume24hr"),
                        Map.entry("ascending", false),
                        Map.entry("id", List.of("1", "2")),
                        Map.entry("slug", List.of("a")),
                        Map.entry("clob_token_ids", List.of("71")),
                        Map.entry("condition_ids", List.of("0x1")),
                        Map.entry("tag_id", 7L),
                        Map.entry("closed", false),
                        Map.entry("liquidity_num_min", "1000"),
                        Map.entry("volume_num_min", "0.50"),
                        Map.entry("end_date_min", NOON),
                        Map.entry("end_date_max", NOON),
                        Map.entry("cyom", true)));
        assertThat(query).asString().contains("limit=20");
    }

    @Test
    void markets_builderUsedAgain_doesNotChangeWhatItMade() {
        MarketsQuery.Builder builder = MarketsQuery.builder().limit(1);
        MarketsQuery first = builder.build();
        builder.limit(2);

        assertThat(first.parameters()).containsEntry("limit", 1);
    }

    @Test
    void history_interval() {
        assertThat(PricesHistoryQuery.last("71", PriceInterval.DAY)
                        .everyMinutes(5)
                        .parameters())
                .hasToString("{market=71, interval=1d, fidelity=5}");
    }

    @Test
    void history_span_inSeconds() {
        assertThat(PricesHistoryQuery.between("71", NOON, NOON.plusSeconds(60)).parameters())
                .containsEntry("startTs", NOON.getEpochSecond())
                .containsEntry("endTs", NOON.getEpochSecond() + 60)
                .doesNotContainKeys("interval", "fidelity");
    }

    @Test
    void history_contradictions_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PricesHistoryQuery("71", PriceInterval.DAY, NOON, null, null))
                .withMessageContaining("interval");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PricesHistoryQuery.last(" ", PriceInterval.DAY))
                .withMessageContaining("tokenId");
    }
}
