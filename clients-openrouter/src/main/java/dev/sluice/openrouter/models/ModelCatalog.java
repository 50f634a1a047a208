package dev.sluice.openrouter.models;

import dev.sluice.foundation.TimeSource;
import dev.sluice.openrouter.internal.ModelId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All models, asked for when the first is wanted and again when they are too old. One thread asks, the others that want a model wait for
 * it; nobody holds anything between two asks. Where asking fails, the caller gets the failure and the next one asks again. Thread-safe.
 */
public final class ModelCatalog {

    private final Supplier<List<Model>> source;
    private final TimeSource time;
    private final long maxAgeNanos;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Kept kept;

    ModelCatalog(Supplier<List<Model>> source, TimeSource time, Duration maxAge) {
        if (maxAge.isZero() || maxAge.isNegative()) {
            throw new IllegalArgumentException("maxAge: " + maxAge + " (expected: above zero)");
        }
        this.source = source;
        this.time = time;
        this.maxAgeNanos = maxAge.toNanos();
    }

    /** All models, by id. */
    public Map<String, Model> models() {
        Kept fresh = fresh();
        if (fresh != null) {
            return fresh.models;
        }
        asking.lock();
        try {
            Kept meanwhile = fresh();
            return meanwhile == null ? ask() : meanwhile.models;
        } finally {
            asking.unlock();
        }
    }

    /**
     * The model of this id; empty if there is none. An id that says how to route ({@code :nitro}, {@code :floor}, {@code :exacto},
     * {@code :online}) is in no list, and means the model without that word.
     */
    public Optional<Model> find(String id) {
        Map<String, Model> all = models();
        Model listed = all.get(id);
        return Optional.ofNullable(listed == null ? all.get(ModelId.withoutRouting(id)) : listed);
    }

    /** The most tokens of prompt and answer together; empty if there is no such model, or it does not tell. */
    public Optional<Long> contextLength(String id) {
        return find(id).map(Model::contextLength);
    }

    /** What the model of this id costs; empty if there is none, or it does not tell. */
    public Optional<Pricing> pricing(String id) {
        return find(id).map(Model::pricing);
    }

    private @Nullable Kept fresh() {
        Kept known = kept;
        return known == null || time.nanoTime() - known.since >= maxAgeNanos ? null : known;
    }

    private Map<String, Model> ask() {
        Map<String, Model> models = new LinkedHashMap<>();
        for (Model model : source.get()) {
            if (model.id() != null) {
                models.put(model.id(), model);
            }
        }
        Map<String, Model> all = Collections.unmodifiableMap(models);
        kept = new Kept(all, time.nanoTime());
        return all;
    }

    private record Kept(Map<String, Model> models, long since) {}
}
