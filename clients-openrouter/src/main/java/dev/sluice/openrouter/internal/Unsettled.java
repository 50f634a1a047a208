package dev.sluice.openrouter.internal;

import dev.sluice.client.spi.CallSettler.ActualCost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls that were charged an estimate because their answer broke off or had no usage, until OpenRouter's books tell. The last 1,000. Thread-safe. */
public final class Unsettled {

    private static final int MOST = 1_000;

    private final Map<String, ActualCost> byGeneration = new LinkedHashMap<>();

    Unsettled() {}

    synchronized void add(@Nullable String generation, ActualCost cost) {
        if (generation == null || generation.isBlank()) {
            return;
        }
        byGeneration.put(generation, cost);
        if (byGeneration.size() > MOST) {
            byGeneration.remove(byGeneration.keySet().iterator().next());
        }
    }

    /** Their ids, the oldest first. */
    public synchronized List<String> generations() {
        return List.copyOf(byGeneration.keySet());
    }

    /** Corrects what such a call was charged, once; nothing if it is none of them, or its cost is still not said. */
    public void settle(Used used) {
        ActualCost cost = used.usd().isEmpty() ? null : take(used.generation());
        if (cost != null) {
            ModelCalls.settle(cost, used);
        }
    }

    private synchronized @Nullable ActualCost take(@Nullable String generation) {
        return generation == null ? null : byGeneration.remove(generation);
    }
}
