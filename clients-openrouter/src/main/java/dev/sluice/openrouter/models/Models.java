package dev.sluice.openrouter.models;

import dev.sluice.client.Pages;
import dev.sluice.client.spi.Copies;
import dev.sluice.foundation.TimeSource;
import dev.sluice.openrouter.internal.Data;
import dev.sluice.openrouter.internal.KnownPrices;
import dev.sluice.openrouter.internal.ModelId;
import dev.sluice.openrouter.internal.OpenRouterApis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Models, where they run, and what they cost. Thread-safe; from {@code OpenRouterClient.models()}. Reads: repeated on transient failures.
 * Lists of hundreds of models are big and change rarely: ask a {@link #catalog} that keeps them.
 */
public final class Models {

    private final ModelsApi api;
    private final TimeSource time;
    private final KnownPrices prices;

    /** For {@code OpenRouterModule}. */
    public Models(OpenRouterApis apis) {
        api = apis.make(apis.define(ModelsApi.class));
        time = apis.time();
        prices = apis.modelCalls().prices();
    }

    /** All models. */
    public List<Model> list() {
        return list(ModelQuery.builder().build()).models();
    }

    /** The models of a query; a page of them if it has an offset or a limit. */
    public ModelList list(ModelQuery query) {
        ModelList list = api.list(query);
        list.models().forEach(this::remember);
        return list;
    }

    /** From now on a budget is charged by this price before a call of the model. */
    private void remember(Model model) {
        Pricing pricing = model.pricing();
        if (model.id() != null && pricing != null) {
            prices.put(model.id(), pricing::of);
        }
    }

    /** The models of a query, page by page, so many (1 to 1000) at a time. */
    public Pages<Model> pages(ModelQuery query, int pageSize) {
        return Pages.byOffset(offset ->
                list(query.toBuilder().offset(offset).limit(pageSize).build()).models());
    }

    /** The models that the account's own settings allow, page by page, so many (1 to 1000) at a time. */
    public Pages<Model> ofUser(int pageSize) {
        return Pages.byOffset(offset -> api.ofUser(offset, pageSize).models());
    }

    /** How many models write text. */
    public long count() {
        return api.count(null).data().count();
    }

    /** How many models write one of these: {@code text}, {@code image}, {@code audio}, {@code embeddings}, or {@code all}. */
    public long count(String... outputModalities) {
        return api.count(String.join(",", outputModalities)).data().count();
    }

    /** The model of this id; empty if there is none. */
    public Optional<Model> find(String id) {
        ModelId path = ModelId.of(id);
        return api.model(path.author(), path.slug()).map(Data::data);
    }

    /** Where the model of this id runs; empty if there is no such model. */
    public Optional<ModelEndpoints> endpoints(String id) {
        ModelId path = ModelId.of(id);
        return api.endpoints(path.author(), path.slug()).map(Data::data);
    }

    /** The endpoints that keep nothing of what they are sent. */
    public List<Endpoint> withZeroRetention() {
        return Copies.present(api.zeroRetention().data());
    }

    /** The providers. */
    public List<Provider> providers() {
        return Copies.present(api.providers().data());
    }

    /**
     * All models, kept for so long from when they were asked for.
     *
     * @throws IllegalArgumentException if the time is not above zero
     */
    public ModelCatalog catalog(Duration maxAge) {
        return new ModelCatalog(this::list, time, maxAge);
    }
}
