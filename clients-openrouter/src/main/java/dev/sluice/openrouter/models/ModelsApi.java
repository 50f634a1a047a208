package dev.sluice.openrouter.models;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.openrouter.internal.Data;
import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked. */
interface ModelsApi {

    @Operation(name = "models", retry = RetryClass.SAFE)
    @RequestLine("GET /models")
    ModelList list(@QueryMap ModelQuery query);

    @Operation(name = "models-user", retry = RetryClass.SAFE)
    @RequestLine("GET /models/user?offset={offset}&limit={limit}")
    ModelList ofUser(@Param("offset") int offset, @Param("limit") int limit);

    @Operation(name = "models-count", retry = RetryClass.SAFE)
    @RequestLine("GET /models/count?output_modalities={modalities}")
    Data<Count> count(@Nullable @Param("modalities") String outputModalities);

    @Operation(name = "model", retry = RetryClass.SAFE)
    @RequestLine("GET /model/{author}/{slug}")
    Optional<Data<Model>> model(@Param("author") String author, @Param("slug") String slug);

    @Operation(name = "model-endpoints", retry = RetryClass.SAFE)
    @RequestLine("GET /models/{author}/{slug}/endpoints")
    Optional<Data<ModelEndpoints>> endpoints(@Param("author") String author, @Param("slug") String slug);

    @Operation(name = "endpoints-zdr", retry = RetryClass.SAFE)
    @RequestLine("GET /endpoints/zdr")
    Data<List<Endpoint>> zeroRetention();

    @Operation(name = "providers", retry = RetryClass.SAFE)
    @RequestLine("GET /providers")
    Data<List<Provider>> providers();

    /** How many. */
    record Count(long count) {}
}
