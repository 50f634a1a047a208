package dev.sluice.openrouter.responses;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.client.stream.EventStream;
import feign.Headers;
import feign.RequestLine;

/** Responses. A repeat is billed again. */
@Headers("Content-Type: application/json")
interface ResponsesApi {

    @Operation(name = "responses", retry = RetryClass.BILLED)
    @RequestLine("POST /responses")
    @Headers("Accept: application/json")
    Response create(ResponseRequest request);

    @Operation(name = "responses-stream", retry = RetryClass.BILLED)
    @RequestLine("POST /responses")
    @Headers("Accept: text/event-stream")
    EventStream<ResponseEvent> stream(ResponseRequest request);
}
