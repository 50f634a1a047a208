package dev.sluice.logging.llm;

import org.jspecify.annotations.Nullable;

/** Current prices, for answers that do not tell their cost: such as a provider's list of models, kept in memory. Must be quick and thread-safe. */
@FunctionalInterface
public interface ModelPrices {
    /** The price of this model's tokens; null if it is not known. What it throws is counted, and the table of the configuration is asked. */
    @Nullable
    ModelPrice price(String model);
}
