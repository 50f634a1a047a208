package dev.sluice.polymarket;

import dev.sluice.client.spi.Operation;
import dev.sluice.client.spi.RetryClass;
import feign.Param;
import feign.QueryMap;
import feign.RequestLine;
import java.util.List;
import java.util.Map;

/** Gamma's HTTP interface, as far as this client goes: reads without a key. */
interface GammaApi {
    /** {@code GET /markets}. */
    @Operation(name = "markets", retry = RetryClass.SAFE, group = PolymarketModule.GAMMA_MARKETS_GROUP)
    @RequestLine("GET /markets")
    List<Market> markets(@QueryMap Map<String, Object> parameters);

    /** {@code GET /markets/{id}}. */
    @Operation(name = "market", retry = RetryClass.SAFE, group = PolymarketModule.GAMMA_MARKETS_GROUP)
    @RequestLine(value = "GET /markets/{id}", decodeSlash = false)
    Market market(@Param("id") String id);

    /** {@code GET /markets/slug/{slug}}. */
    @Operation(name = "market-by-slug", retry = RetryClass.SAFE, group = PolymarketModule.GAMMA_MARKETS_GROUP)
    @RequestLine(value = "GET /markets/slug/{slug}", decodeSlash = false)
    Market marketBySlug(@Param("slug") String slug);
}
