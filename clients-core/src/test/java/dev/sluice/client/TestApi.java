package dev.sluice.client;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.client.stream.EventStream;
import feign.Headers;
import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import java.math.BigDecimal;
import java.util.List;

/** An API with one operation of every kind. */
interface TestApi {
    @Operation(name = "thing", retry = RetryClass.SAFE)
    @RequestLine("GET /things/{id}")
    Thing thing(@Param("id") String id);

    @Operation(name = "find", retry = RetryClass.SAFE)
    @RequestLine("GET /things")
    List<Thing> find(@QueryMap Query query);

    @Operation(name = "search", retry = RetryClass.BILLED)
    @RequestLine("POST /search")
    Thing search(Search search);

    @Operation(name = "order", retry = RetryClass.EFFECT, group = "orders")
    @RequestLine("POST /orders")
    Thing order(Search order);

    @Operation(name = "cancel", retry = RetryClass.EFFECT)
    @RequestLine("DELETE /orders/{id}")
    void cancel(@Param("id") String id);

    @Operation(name = "chat", retry = RetryClass.BILLED)
    @RequestLine("POST /chat")
    EventStream<Chunk> chat(Search prompt);

    @Operation(name = "download", retry = RetryClass.SAFE)
    @RequestLine("GET /file")
    @Headers("Accept: */*")
    RawBody download();

    @Operation(name = "upload", retry = RetryClass.EFFECT)
    @RequestLine("PUT /file")
    String upload(RawBody file);

    @Operation(name = "bytes", retry = RetryClass.SAFE)
    @RequestLine("POST /bytes")
    byte[] bytes(byte[] content);

    /** Not an operation: calls one. */
    default Thing first() {
        return thing("1");
    }

    record Thing(String name, BigDecimal price) {}

    record Search(String query) {}

    record Query(String orderBy, Integer limit, List<String> tags, BigDecimal min) {}

    record Chunk(String text) {}
}
