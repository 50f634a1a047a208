package dev.sluice.openrouter.embeddings;

import dev.sluice.client.Pages;
import dev.sluice.client.spi.CallSpec;
import dev.sluice.openrouter.internal.ModelCalls;
import dev.sluice.openrouter.internal.OpenRouterApis;
import dev.sluice.openrouter.internal.Used;
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
        ModelCalls calls = apis.modelCalls();
        api = apis.make(apis.define(EmbeddingsApi.class)
                .customizer(call -> plan(calls, call))
                .settler(calls.others(Embeddings::used)));
    }

    private static void plan(ModelCalls calls, CallSpec call) {
        call.argument(EmbeddingRequest.class)
                .ifPresent(request -> calls.plan(call, request.model(), chars(request.input()) / CHARS_PER_TOKEN, 0));
        call.argument(RerankRequest.class).ifPresent(request -> {
            long chars =
                    request.documents().stream().mapToLong(Embeddings::chars).sum();
            calls.plan(call, request.model(), chars / CHARS_PER_TOKEN, 0);
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

    private static @Nullable Used used(Object answer) {
        if (answer instanceof EmbeddingResponse response) {
            return response.usage() == null
                    ? Used.unknown(response.id())
                    : new Used(
                            response.id(),
                            response.usage().totalTokens(),
                            response.usage().totalCost());
        }
        if (answer instanceof RerankResponse response) {
            return response.usage() == null
                    ? Used.unknown(response.id())
                    : new Used(
                            response.id(),
                            response.usage().totalTokens(),
                            response.usage().totalCost());
        }
        return null;
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
