package dev.sluice.openrouter.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.openrouter.internal.TotalCost;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What several requests have in common, on the wire. */
class RequestPartsTest {

    private static final JsonMapper JSON = OpenRouterJson.mapper();

    @Test
    void preferences_everyOption_hasItsWireNameAndMoneyIsText() {
        ProviderPreferences preferences = ProviderPreferences.builder()
                .order("a", "b")
                .only("a", "b", "c")
                .ignore("d")
                .allowFallbacks(false)
                .requireParameters(true)
                .dataCollection("deny")
                .zdr(true)
                .enforceDistillableText(true)
                .quantizations("fp8")
                .sort("price")
                .preferredMinThroughput(50)
                .preferredMaxLatency(new Percentiles(null, null, new BigDecimal("1.5"), null, Map.of()))
                .maxPrice(MaxPrice.tokens(new BigDecimal("0.50"), new BigDecimal("0.0000005")))
                .extra("tomorrow", JSON.readTree("1"))
                .build();

        assertThat(JSON.writeValueAsString(preferences))
                .isEqualTo(
                        "{\"order\":[\"a\",\"b\"],\"only\":[\"a\",\"b\",\"c\"],\"ignore\":[\"d\"],\"allow_fallbacks\":false,"
                                + "\"require_parameters\":true,\"data_collection\":\"deny\",\"zdr\":true,\"enforce_distillable_text\":true,"
                                + "\"quantizations\":[\"fp8\"],\"sort\":\"price\",\"preferred_min_throughput\":50.0,"
                                + "\"preferred_max_latency\":{\"p90\":1.5},\"max_price\":{\"prompt\":\"0.50\",\"completion\":\"0.0000005\"},"
                                + "\"tomorrow\":1}");
        assertThat(preferences.toBuilder().build()).isEqualTo(preferences);
        assertThat(JSON.readValue(JSON.writeValueAsString(preferences), ProviderPreferences.class))
                .isEqualTo(preferences);
    }

    @Test
    void preferences_sortByPartition_isAnObject() {
        assertThat(JSON.writeValueAsString(
                        ProviderPreferences.builder().sort("latency", "none").build()))
                .isEqualTo("{\"sort\":{\"by\":\"latency\",\"partition\":\"none\"}}");
    }

    @Test
    void preferences_extraOfAKnownName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProviderPreferences.builder().extra("max_price", JSON.readTree("1")))
                .withMessageContaining("max_price");
    }

    @Test
    void plugin_options_areBesideItsId() {
        assertThat(JSON.writeValueAsString(
                        Plugin.web().with("max_results", 3).with("include_domains", List.of("a.example"))))
                .isEqualTo("{\"id\":\"web\",\"max_results\":3,\"include_domains\":[\"a.example\"]}");
        assertThat(JSON.writeValueAsString(Plugin.fileParser("native")))
                .isEqualTo("{\"id\":\"file-parser\",\"pdf\":{\"engine\":\"native\"}}");
        assertThat(JSON.writeValueAsString(Plugin.responseHealing().off()))
                .isEqualTo("{\"id\":\"response-healing\",\"enabled\":false}");
        assertThat(List.of(Plugin.webFetch(), Plugin.contextCompression(), Plugin.of("fusion")))
                .extracting(Plugin::id)
                .containsExactly("web-fetch", "context-compression", "fusion");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plugin.web().with("enabled", true))
                .withMessageContaining("enabled");
    }

    @Test
    void reasoning_everyForm_hasItsWireNames() {
        assertThat(JSON.writeValueAsString(Reasoning.effort("high").hidden().summary("auto")))
                .isEqualTo("{\"effort\":\"high\",\"exclude\":true,\"summary\":\"auto\"}");
        assertThat(JSON.writeValueAsString(Reasoning.maxTokens(2000))).isEqualTo("{\"max_tokens\":2000}");
        assertThat(JSON.writeValueAsString(Reasoning.enabled(false))).isEqualTo("{\"enabled\":false}");
    }

    @Test
    void cacheControl_lifetime_isOnlySentIfSet() {
        assertThat(JSON.writeValueAsString(CacheControl.ephemeral())).isEqualTo("{\"type\":\"ephemeral\"}");
        assertThat(JSON.writeValueAsString(CacheControl.ephemeral("1h")))
                .isEqualTo("{\"type\":\"ephemeral\",\"ttl\":\"1h\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "0.01, false, 0.5, 0.01",
        "0.01, true, 0.5, 0.51",
        "0.01, true, , 0.01",
        "0.01, , 0.5, 0.01",
        ", true, 0.5, ",
        "1e-999999, false, , ",
        "0.01, true, 1e999999, 0.01"
    })
    void totalCost_ofAnOwnKey_isBothBills(
            @Nullable BigDecimal charged,
            @Nullable Boolean ownKey,
            @Nullable BigDecimal upstream,
            @Nullable BigDecimal total) {
        assertThat(TotalCost.of(charged, ownKey, upstream).orElse(null)).isEqualTo(total);
    }
}
