package dev.sluice.examples;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tokens and dollars by provider, as the providers tell them. Thread-safe. */
final class Spending {
    private static final Spent NOTHING = new Spent(0, BigDecimal.ZERO);

    private final Map<String, Spent> byProvider = new ConcurrentHashMap<>();

    /** What was spent in all; dollars exact. */
    record Spent(long tokens, BigDecimal dollars) {}

    /** @param dollars null if the provider did not tell */
    void add(String provider, long tokens, @Nullable BigDecimal dollars) {
        Spent more = new Spent(tokens, dollars == null ? BigDecimal.ZERO : dollars);
        byProvider.merge(provider, more, (a, b) -> new Spent(a.tokens + b.tokens, a.dollars.add(b.dollars)));
    }

    Spent of(String provider) {
        return byProvider.getOrDefault(provider, NOTHING);
    }
}
