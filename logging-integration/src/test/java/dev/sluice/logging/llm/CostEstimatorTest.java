package dev.sluice.logging.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.logging.event.CostEstimate;
import dev.sluice.logging.event.TokenUsage;
import dev.sluice.logging.failure.LoggingFailures;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostEstimatorTest {
    private static final ModelPrice TABLE = ModelPrice.perMillion(new BigDecimal("1.10"), new BigDecimal("4.40"));
    private static final ModelPrice CURRENT =
            ModelPrice.perToken(new BigDecimal("0.000002"), new BigDecimal("0.000008"));

    private static CompletionAnswer answer(@Nullable TokenUsage usage) {
        return CompletionAnswer.of("x").usage(usage);
    }

    @Test
    void estimate_asksTheBestSourceFirst() {
        TokenUsage usage = TokenUsage.of(1_000_000, 0);
        CostEstimator costs = new CostEstimator(
                model -> model.equals("both") ? CURRENT : null, Map.of("both", TABLE, "table", TABLE));

        assertThat(costs.estimate("both", answer(usage).costUsd(new BigDecimal("0.5"))))
                .isEqualTo(new CostEstimate(new BigDecimal("0.5"), "provider"));
        assertThat(costs.estimate("both", answer(usage)))
                .isEqualTo(new CostEstimate(new BigDecimal("2.000000000"), "models_api"));
        assertThat(costs.estimate("table", answer(usage)))
                .isEqualTo(new CostEstimate(new BigDecimal("1.100000000"), "table"));
        assertThat(costs.estimate("other", answer(usage))).isEqualTo(CostEstimate.UNKNOWN);
        assertThat(costs.estimate("both", answer(null))).isEqualTo(CostEstimate.UNKNOWN);
    }

    @Test
    void estimate_modelThatAnswered_countsBeforeTheOneThatWasAsked() {
        CostEstimator costs = new CostEstimator(model -> null, Map.of("asked", TABLE, "served", CURRENT));

        assertThat(costs.estimate("asked", answer(TokenUsage.of(1_000_000, 0)).served("served", null))
                        .usd())
                .isEqualByComparingTo("2");
        assertThat(costs.estimate("asked", answer(TokenUsage.of(1_000_000, 0)).served("unlisted", null))
                        .usd())
                .isEqualByComparingTo("1.1");
    }

    @Test
    void estimate_zeroFromTheProvider_isZeroAndNotUnknown() {
        assertThat(new CostEstimator(model -> null, Map.of())
                        .estimate("m", answer(null).costUsd(BigDecimal.ZERO)))
                .isEqualTo(new CostEstimate(BigDecimal.ZERO, "provider"));
    }

    @ParameterizedTest
    @CsvSource({"-1", "1E+1000000", "1E-1000000"})
    void estimate_figureThatIsNoPrice_isNotTaken(BigDecimal told) {
        assertThat(new CostEstimator(model -> null, Map.of())
                        .estimate("m", answer(null).costUsd(told)))
                .isEqualTo(CostEstimate.UNKNOWN);
    }

    @Test
    void estimate_sourceThatThrows_isCountedAndTheTableAsked() {
        long failures = LoggingFailures.count();
        CostEstimator costs = new CostEstimator(
                model -> {
                    throw new IllegalStateException("no list");
                },
                Map.of("m", TABLE));

        assertThat(costs.estimate("m", answer(TokenUsage.of(1, 1))).source()).isEqualTo("table");
        assertThat(LoggingFailures.count()).isEqualTo(failures + 1);
    }

    /** Prices for a million: prompt 2, completion 8, cached 0.5, written 2.5, reasoning 6; 0.001 a request. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // prompt, completion, cached, written, reasoning, cost
                "1000, 100, -, -, -, 0.003800000",
                "1000, 100, 400, -, -, 0.003200000",
                "1000, 100, 400, 100, -, 0.003250000",
                "1000, 100, -, -, 40, 0.003720000",
                "1000, 100, 0, 0, 0, 0.003800000",
                // more cached than read, more reasoning than written: as far as it fits
                "1000, 100, 5000, 5000, 500, 0.002100000",
                "-5, -5, -5, -5, -5, 0.001000000",
                "0, 0, -, -, -, 0.001000000",
            })
    void cost_ofCachedAndReasoningTokens_isCountedOnce(
            long prompt,
            long completion,
            @Nullable Long cached,
            @Nullable Long written,
            @Nullable Long reasoning,
            BigDecimal usd) {
        ModelPrice price = ModelPrice.perToken(new BigDecimal("0.000002"), new BigDecimal("0.000008"))
                .cachePerToken(new BigDecimal("0.0000005"), new BigDecimal("0.0000025"))
                .reasoningPerToken(new BigDecimal("0.000006"), new BigDecimal("0.001"));

        assertThat(price.costOf(TokenUsage.of(prompt, completion).details(cached, written, reasoning)))
                .isEqualTo(usd);
    }

    @Test
    void cost_partsWithoutAPriceOfTheirOwn_costAsTheRest() {
        TokenUsage usage = TokenUsage.of(1_000, 100).details(400L, 100L, 40L);
        ModelPrice zeros = CURRENT.cachePerToken(BigDecimal.ZERO, null).reasoningPerToken(BigDecimal.ZERO, null);

        assertThat(CURRENT.costOf(usage)).isEqualByComparingTo("0.0028");
        assertThat(zeros.costOf(usage)).isEqualByComparingTo("0.0028");
    }
}
