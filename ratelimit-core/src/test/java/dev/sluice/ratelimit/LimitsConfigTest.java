package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.config.ConfigurationException;
import dev.sluice.foundation.config.ConfigurationReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsConfigTest {
    private static final ConfigurationReader READER = ConfigurationReader.of(LimitsConfig.SECTION)
            .providers(Set.of("polymarket", "exa", "openrouter", "daytona"));

    @ParameterizedTest
    @CsvSource({"polymarket, 10, 50", "exa, 10, 150", "openrouter, 10, 100", "daytona, 2, 500", "fifth, 10, 100"})
    void seedDefaults_ship(String provider, int maxConcurrent, long delayMillis) {
        LimitsConfig config = LimitsConfig.defaultsFor(provider);

        assertThat(config.maxConcurrent()).isEqualTo(maxConcurrent);
        assertThat(config.minDelay()).isEqualTo(Duration.ofMillis(delayMillis));
        assertThat(config.pauseCap()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void documentedGroupsAndLeases_ship() {
        GroupConfig contents = LimitsConfig.defaultsFor("exa").groups().get("contents");
        GroupConfig free = LimitsConfig.defaultsFor("openrouter").groups().get("free-models");

        assertThat(contents.apart()).isTrue();
        assertThat(contents.quotas()).containsExactly(QuotaConfig.sliding("rps", 100, Duration.ofSeconds(1)));
        for (String group : List.of("search", "answer")) {
            assertThat(LimitsConfig.defaultsFor("exa").groups().get(group))
                    .isEqualTo(GroupConfig.under(QuotaConfig.sliding("rps", 10, Duration.ofSeconds(1))));
        }
        assertThat(LimitsConfig.defaultsFor("exa").leases()).isEqualTo(Map.of("research-tasks", 15));
        assertThat(free.apart()).isFalse();
        assertThat(free.quotas())
                .containsExactly(
                        QuotaConfig.sliding("rpm", 20, Duration.ofMinutes(1)),
                        QuotaConfig.calendar("rpd", 1000, Duration.ofDays(1), "UTC"));
        assertThat(LimitsConfig.defaultsFor("daytona").leases()).isEqualTo(Map.of("sandboxes", 2));
        assertThat(LimitsConfig.defaultsFor("daytona").groups().get("toolbox").apart())
                .isTrue();
    }

    @Test
    void file_changesWhatItNames_andKeepsTheRest() {
        LimitsConfig config = read("openrouter", """
                providers:
                  openrouter:
                    limits:
                      max-concurrent: 4
                      reserve-critical: 1
                      quotas: [ { id: tokens, permits: 200000, per: 1m } ]
                      groups:
                        embeddings: { apart: true, max-concurrent: 3, quotas: [ { permits: 100, per: 1s } ] }
                """);

        assertThat(config.maxConcurrent()).isEqualTo(4);
        assertThat(config.minDelay()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.reserveCritical()).isEqualTo(1);
        assertThat(config.quotas()).containsExactly(QuotaConfig.sliding("tokens", 200_000, Duration.ofMinutes(1)));
        assertThat(config.groups()).containsOnlyKeys("free-models", "embeddings");
        assertThat(config.groups().get("embeddings").quotas().get(0).name()).isEqualTo("100/PT1S");
        assertThat(config.groups().get("embeddings").delay()).isZero();
    }

    @Test
    void budget_isReadExactly() {
        LimitsConfig config = read("openrouter", """
                providers:
                  openrouter:
                    limits: { quotas: [ { id: usd, amount: 5.000000001, per: 1d, calendar: UTC } ] }
                """);

        assertThat(config.quotas())
                .containsExactly(QuotaConfig.budget("usd", new BigDecimal("5.000000001"), Duration.ofDays(1))
                        .inCalendar("UTC"));
    }

    @Test
    void adaptive_isOffUnlessGiven() {
        String yaml = "providers:\n  exa: { limits: { adaptive: %s } }\n";

        assertThat(LimitsConfig.defaultsFor("exa").adaptive()).isNull();
        assertThat(read("exa", yaml.formatted("{}")).adaptive()).isEqualTo(AdaptiveConfig.standard());
        AdaptiveConfig given = read("exa", yaml.formatted("{ backoff-ratio: 90%, recover-every: 2s }"))
                .adaptive();
        assertThat(given.ratio()).isEqualTo(0.9);
        assertThat(given.recoverNanos()).isEqualTo(2_000_000_000L);
        assertThat(AdaptiveConfig.standard().ratio()).isEqualTo(0.5);
        assertThat(AdaptiveConfig.standard().recoverNanos()).isEqualTo(5_000_000_000L);
    }

    @Test
    void seedSpelling_isAccepted() {
        LimitsConfig config = read("exa", """
                providers:
                  exa:
                    limits: { max_concurrent: 3, delay_seconds: 0.2 }
                """);

        assertThat(config.maxConcurrent()).isEqualTo(3);
        assertThat(config.minDelay()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void environment_overrides() {
        LimitsConfig config = READER.environment(Map.of("SLUICE__PROVIDERS__EXA__LIMITS__MAX_CONCURRENT", "4"))
                .defaults()
                .provider("exa", LimitsConfig.SECTION);

        assertThat(config.maxConcurrent()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    max-concurrent: 0                                                  | max-concurrent: 0 (expected: at least 1)
                    max-concurrent: 2, reserve-critical: 2                             | reserve-critical: 2 (expected: at least 0 and below max-concurrent, which is 2)
                    min-delay: 150                                                     | min-delay
                    min-delai: 150ms                                                   | did you mean min-delay
                    leases: { sandboxes: -1 }                                          | leases.sandboxes: -1 (expected: at least 0)
                    quotas: [ { id: a, permits: 0, per: 1s } ]                         | permits: 0 (expected: at least 1)
                    quotas: [ { id: a, permits: 1, per: 1s }, { id: a, permits: 2, per: 1m } ] | id a twice (expected: unique ids)
                    quotas: [ { id: a, permits: 1, per: 1d, calendar: Mars } ]         | calendar: 'Mars': unknown zone
                    groups: { g: { max-concurrent: 0 } }                               | max-concurrent: 0 (expected: at least 1)
                    adaptive: { backoff-ratio: 100% }                                  | backoff-ratio: leaves all or nothing (expected: above 0% and below 100%)
                    adaptive: { decrease: 50% }                                        | expected: one of backoff-ratio, recover-every
                    groups: { g: { adaptive: {} } }                                    | adaptive: without max-concurrent (expected: a number to lower)
                    quotas: [ { id: usd, amount: 5, permits: 5, per: 1d } ]            | both permits and amount (expected: permits, or an amount of money)
                    quotas: [ { id: usd, per: 1d } ]                                   | neither permits nor amount (expected: permits, or an amount of money)
                    quotas: [ { amount: 5.00, per: 1d } ]                              | id: missing (expected: the name that costs are given by, such as usd)
                    quotas: [ { id: usd, amount: 5 USD, per: 1d } ]                    | not a number (expected: a number such as 10 or 0.5)
                    quotas: [ { id: usd, amount: 0.0000000001, per: 1d } ]             | expected: above zero, at most a billion, at most nine decimals
                    """)
    void impossibleLimits_areRefused_withPlaceAndExpectation(String limits, String message) {
        String yaml = "providers:\n  exa:\n    limits: { " + limits + " }\n";

        assertThatThrownBy(() -> read("exa", yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("sluice.yaml:3:")
                .hasMessageContaining(message);
    }

    private static LimitsConfig read(String provider, String yaml) {
        return READER.read("sluice.yaml", yaml).provider(provider, LimitsConfig.SECTION);
    }
}
