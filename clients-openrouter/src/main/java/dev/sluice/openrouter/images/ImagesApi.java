package dev.sluice.openrouter.images;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.client.stream.EventStream;
import dev.sluice.openrouter.internal.Data;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.List;
import java.util.Optional;

/** Images. A repeat is billed again. */
interface ImagesApi {

    @Operation(name = "images", retry = RetryClass.BILLED)
    @RequestLine("POST /images")
    @Headers({"Content-Type: application/json", "Accept: application/json"})
    ImageResponse generate(ImageRequest request);

    @Operation(name = "images-stream", retry = RetryClass.BILLED)
    @RequestLine("POST /images")
    @Headers({"Content-Type: application/json", "Accept: text/event-stream"})
    EventStream<ImageEvent> stream(ImageRequest request);

    @Operation(name = "images-models", retry = RetryClass.SAFE)
    @RequestLine("GET /images/models")
    Data<List<ImageModel>> models();

    @Operation(name = "images-model-endpoints", retry = RetryClass.SAFE)
    @RequestLine("GET /images/models/{author}/{slug}/endpoints")
    Optional<ImageEndpoints> endpoints(@Param("author") String author, @Param("slug") String slug);
}
