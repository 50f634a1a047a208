package dev.sluice.polymarket;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import java.util.Map;

/** The CLOB's HTTP interface, as far as this client goes: reads without a key. */
interface ClobApi {
    /** {@code GET /book}. */
    @Operation(name = "book", retry = RetryClass.SAFE, group = PolymarketModule.BOOK_GROUP)
    @RequestLine("GET /book?token_id={tokenId}")
    OrderBook book(@Param("tokenId") String tokenId);

    /** {@code GET /prices-history}. */
    @Operation(name = "prices-history", retry = RetryClass.SAFE, group = PolymarketModule.PRICES_HISTORY_GROUP)
    @RequestLine("GET /prices-history")
    PricesHistory pricesHistory(@QueryMap Map<String, Object> parameters);
}
