package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was generated, to be looked up by id ({@code GET /generation}); fields after OpenRouter's OpenAPI file. Not at once: its clients poll for
 * it, since the look-up answers 404 at first; how long is not documented, here it is {@link #READY_AFTER}. Thread-safe.
 */
final class Generations {
    static final Duration READY_AFTER = Duration.ofMillis(200);

    private static final int KEPT = 1_000;

    private final TimeSource time;
    private final Map<String, Entry> byId = new LinkedHashMap<>();
    private BigDecimal charged = BigDecimal.ZERO;

    Generations(TimeSource time) {
        this.time = time;
    }

    void add(Completion completion) {
        add(completion, false);
    }

    /** Enters what was generated, instead of what was entered under its id before. */
    synchronized void add(Completion completion, boolean ownKey) {
        Entry entry = new Entry(completion, ownKey, time.nanoTime(), time.instant());
        Entry before = byId.put(completion.id(), entry);
        charged = charged.add(entry.cost()).subtract(before == null ? BigDecimal.ZERO : before.cost());
        if (byId.size() > KEPT) {
            byId.remove(byId.keySet().iterator().next());
        }
    }

    /** What all of them were charged, in USD. */
    synchronized BigDecimal charged() {
        return charged;
    }

    /** The record of this id; null if there is none yet. */
    synchronized @Nullable Map<String, @Nullable Object> find(@Nullable String id) {
        Entry entry = id == null ? null : byId.get(id);
        return entry == null || time.nanoTime() - entry.nanos < READY_AFTER.toNanos() ? null : entry.body();
    }

    private record Entry(Completion completion, boolean ownKey, long nanos, Instant at) {
        BigDecimal cost() {
            return ownKey ? completion.ownKeyFee() : completion.price();
        }

        Map<String, @Nullable Object> body() {
            Map<String, @Nullable Object> data = Json.object(
                    "id",
                    completion.id(),
                    "upstream_id",
                    null,
                    "total_cost",
                    cost(),
                    "cache_discount",
                    null,
                    "upstream_inference_cost",
                    ownKey ? completion.price() : BigDecimal.ZERO,
                    "created_at",
                    at.toString(),
                    "model",
                    completion.model(),
                    "app_id",
                    null,
                    "streamed",
                    null,
                    "cancelled",
                    false,
                    "provider_name",
                    "Simulator",
                    "latency",
                    10,
                    "generation_time",
                    20,
                    "finish_reason",
                    completion.finish(),
                    "native_finish_reason",
                    completion.finish(),
                    "tokens_prompt",
                    completion.promptTokens(),
                    "tokens_completion",
                    completion.completionTokens(),
                    "native_tokens_prompt",
                    completion.promptTokens(),
                    "native_tokens_completion",
                    completion.completionTokens(),
                    "native_tokens_reasoning",
                    0,
                    "native_tokens_cached",
                    0,
                    "num_media_prompt",
                    null,
                    "num_media_completion",
                    null,
                    "num_search_results",
                    null,
                    "origin",
                    "",
                    "is_byok",
                    ownKey,
                    "usage",
                    cost());
            return Json.object("data", data);
        }
    }
}
