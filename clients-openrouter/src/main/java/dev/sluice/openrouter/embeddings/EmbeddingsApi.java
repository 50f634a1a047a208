package dev.sluice.openrouter.embeddings;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.openrouter.models.ModelList;
import feign.Headers;
import feign.Param;
import feign.RequestLine;

/** Vectors and orders. A repeat is billed again. */
interface EmbeddingsApi {

    @Operation(name = "embeddings", retry = RetryClass.BILLED)
    @RequestLine("POST /embeddings")
    @Headers("Content-Type: application/json")
    EmbeddingResponse embed(EmbeddingRequest request);

    @Operation(name = "embeddings-models", retry = RetryClass.SAFE)
    @RequestLine("GET /embeddings/models?offset={offset}&limit={limit}")
    ModelList models(@Param("offset") int offset, @Param("limit") int limit);

    @Operation(name = "rerank", retry = RetryClass.BILLED)
    @RequestLine("POST /rerank")
    @Headers("Content-Type: application/json")
    RerankResponse rerank(RerankRequest request);
}
