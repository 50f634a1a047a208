package dev.sluice.exa;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import feign.Headers;
import feign.RequestLine;

/** Exa's HTTP interface, as far as this client goes. */
interface ExaApi {
    /** {@code POST /search}: changes nothing, but each answer is billed. */
    @Operation(name = "search", retry = RetryClass.BILLED, group = ExaModule.SEARCH_GROUP)
    @RequestLine("POST /search")
    @Headers("Content-Type: application/json")
    SearchResponse search(SearchRequest request);
}
