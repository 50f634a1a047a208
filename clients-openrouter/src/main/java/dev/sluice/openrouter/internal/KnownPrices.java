package dev.sluice.openrouter.internal;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What models cost by the lists that the bot has asked for; calls ask for none by themselves. Thread-safe. */
public final class KnownPrices {

    private final Map<String, Price> byModel = new ConcurrentHashMap<>();

    KnownPrices() {}

    /** Remembers a model's price instead of what was known of it. */
    public void put(String model, Price price) {
        byModel.put(model, price);
    }

    Optional<BigDecimal> of(String model, long promptTokens, long answerTokens) {
        Price exact = byModel.get(model);
        Price price = exact == null ? byModel.get(ModelId.withoutRouting(model)) : exact;
        return price == null ? Optional.empty() : price.of(promptTokens, answerTokens);
    }

    /** What so many tokens cost, in USD; empty where that is not known. */
    @FunctionalInterface
    public interface Price {
        /** Both numbers are not negative. */
        Optional<BigDecimal> of(long promptTokens, long answerTokens);
    }
}
