package dev.sluice.logging.llm;

import dev.sluice.logging.event.CostEstimate;
import dev.sluice.logging.event.TokenUsage;
import dev.sluice.logging.failure.LoggingFailures;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks who may know what a completion cost, the best first: the provider's answer, current prices, the configured table. */
final class CostEstimator {
    private final ModelPrices current;
    private final Map<String, ModelPrice> table;

    CostEstimator(ModelPrices current, Map<String, ModelPrice> table) {
        this.current = current;
        this.table = table;
    }

    /** @param asked the model that was asked; the one that answered is looked for first */
    CostEstimate estimate(String asked, CompletionAnswer answer) {
        CostEstimate told = answer.costUsd() == null ? CostEstimate.UNKNOWN : CostEstimate.ofProvider(answer.costUsd());
        TokenUsage usage = answer.usage();
        if (told.isKnown() || usage == null) {
            return told;
        }
        return Stream.of(answer.model() == null ? asked : answer.model(), asked)
                .flatMap(model -> Stream.of(
                        price("models_api", currentPrice(model), usage), price("table", table.get(model), usage)))
                .filter(CostEstimate::isKnown)
                .findFirst()
                .orElse(CostEstimate.UNKNOWN);
    }

    /** Tokens times price. */
    private static CostEstimate price(String source, @Nullable ModelPrice price, TokenUsage usage) {
        return price == null ? CostEstimate.UNKNOWN : new CostEstimate(price.costOf(usage), source);
    }

    private @Nullable ModelPrice currentPrice(String model) {
        try {
            return current.price(model);
        } catch (RuntimeException failure) {
            LoggingFailures.record(failure);
            return null;
        }
    }
}
