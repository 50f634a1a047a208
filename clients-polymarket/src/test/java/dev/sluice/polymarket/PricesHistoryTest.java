package dev.sluice.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.JsonTrees;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PricesHistoryTest {
    @Test
    void points_areExact_andUnknownFieldsKept() {
        String body =
                "{\"history\":[{\"t\":1763700000,\"p\":0.4350},{\"t\":1763700060,\"p\":\"0.44\",\"v\":7}],\"next\":null}";
        PricesHistory history = PolymarketJson.MAPPER.readValue(body, PricesHistory.class);

        assertThat(history.history())
                .extracting(PricesHistory.Point::price)
                .containsExactly(new BigDecimal("0.4350"), new BigDecimal("0.44"));
        assertThat(history.history().get(0).time()).hasValue(Instant.ofEpochSecond(1763700000));
        assertThat(history.history().get(1).extra()).containsOnlyKeys("v");
        assertThat(JsonTrees.differences(
                        PolymarketJson.MAPPER.readTree(body), PolymarketJson.MAPPER.valueToTree(history)))
                .containsExactly("$.history[1].p: expected \"0.44\" but was 0.44");
    }

    @Test
    void missingAndNull_areNoErrors() {
        assertThat(PolymarketJson.MAPPER.readValue("{}", PricesHistory.class).history())
                .isEmpty();
        PricesHistory nulls =
                PolymarketJson.MAPPER.readValue("{\"history\":[{\"t\":null,\"p\":null},{}]}", PricesHistory.class);
        assertThat(nulls.history()).hasSize(2).allSatisfy(point -> {
            assertThat(point.time()).isEmpty();
            assertThat(point.price()).isNull();
        });
    }
}
