package dev.sluice.polymarket;

import dev.sluice.client.Pages;
import java.util.List;

/** Polymarket's market metadata (Gamma); needs no key. Thread-safe; every call blocks until the answer is there or the deadline has passed. */
public final class GammaClient {
    private final GammaApi api;

    GammaClient(GammaApi api) {
        this.api = api;
    }

    /**
     * One page of markets; a page shorter than its limit is the last.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is an error
     */
    public List<Market> markets(MarketsQuery query) {
        return api.markets(query.parameters());
    }

    /**
     * All markets of a query, from its offset on, asked for page by page as they are read; its limit is the size of a page.
     *
     * @return the markets; throws {@link dev.sluice.client.error.ClientException} where the item was asked for whose page has no answer
     */
    public Pages<Market> allMarkets(MarketsQuery query) {
        return Pages.byOffset(behind -> markets(query.behind(behind)));
    }

    /**
     * The market with Gamma's id.
     *
     * @throws IllegalArgumentException if the id is blank or a path
     * @throws dev.sluice.client.error.NotFoundException if there is none
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is another error
     */
    public Market market(String id) {
        return api.market(PolymarketModule.checked("id", id));
    }

    /**
     * The market with this name in its web address.
     *
     * @throws IllegalArgumentException if the slug is blank or a path
     * @throws dev.sluice.client.error.NotFoundException if there is none
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is another error
     */
    public Market marketBySlug(String slug) {
        return api.marketBySlug(PolymarketModule.checked("slug", slug));
    }
}
