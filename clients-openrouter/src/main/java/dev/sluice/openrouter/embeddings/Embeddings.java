package dev.sluice.openrouter.embeddings;

import dev.sluice.client.Pages;
import dev.sluice.client.spi.CallSettler;
import dev.sluice.client.spi.CallSpec;
import dev.sluice.openrouter.internal.OpenRouterApis;
import dev.sluice.openrouter.internal.UsedQuotas;
import dev.sluice.openrouter.models.Model;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Embeddings and reranking. Thread-safe; from {@code OpenRouterClient.embeddings()}. Repeated on transient failures, and billed each time. */
public final class Embeddings {

    /** English has about four characters to a token, code and other languages fewer. */
    private static final int CHARS_PER_TOKEN = 3;

    private final EmbeddingsApi api;

    /** For {@code OpenRouterModule}. */
    public Embeddings(OpenRouterApis apis) {
        api = apis.make(
                apis.define(EmbeddingsApi.class).customizer(Embeddings::plan).settler(Embeddings::settle));
    }

    private static void plan(CallSpec call) {
        call.argument(EmbeddingRequest.class).ifPresent(request -> {
            OpenRouterApis.freeModels(call, request.model());
            UsedQuotas.estimate(call, chars(request.input()) / CHARS_PER_TOKEN);
        });
        call.argument(RerankRequest.class).ifPresent(request -> {
            OpenRouterApis.freeModels(call, request.model());
            UsedQuotas.estimate(
                    call,
                    request.documents().stream().mapToLong(Embeddings::chars).sum() / CHARS_PER_TOKEN);
        });
    }

    private static long chars(@Nullable JsonNode input) {
        if (input == null) {
            return 0;
        }
        return input.isContainer()
                ? input.valueStream().mapToLong(Embeddings::chars).sum()
                : input.asString("").length();
    }

    private static void settle(Object answer, CallSettler.ActualCost cost) {
        if (answer instanceof EmbeddingResponse response && response.usage() != null) {
            UsedQuotas.settle(
                    cost, response.usage().totalTokens(), response.usage().totalCost());
        } else if (answer instanceof RerankResponse response && response.usage() != null) {
            UsedQuotas.settle(
                    cost, response.usage().totalTokens(), response.usage().totalCost());
        }
    }

    /**
     * Turns inputs into vectors.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer
     */
    public EmbeddingResponse embed(EmbeddingRequest request) {
        return api.embed(request);
    }

    /** The models that do so, page by page, so many (1 to 1000) at a time. */
    public Pages<Model> models(int pageSize) {
        return Pages.byOffset(offset -> api.models(offset, pageSize).models());
    }

    /**
     * Puts documents in order.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer
     */
    public RerankResponse rerank(RerankRequest request) {
        return api.rerank(request);
    }
}
