package dev.sluice.polymarket;

/** Polymarket's order books and prices (CLOB); needs no key. Thread-safe; every call blocks until the answer is there or the deadline has passed. */
public final class ClobClient {
    private final ClobApi api;

    ClobClient(ClobApi api) {
        this.api = api;
    }

    /**
     * A token's order book.
     *
     * @param tokenId the outcome's token, as {@link Outcome#tokenId()}
     * @throws IllegalArgumentException if the token is blank or a path
     * @throws dev.sluice.client.error.NotFoundException if it has no book
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is another error
     */
    public OrderBook book(String tokenId) {
        return api.book(PolymarketModule.checked("tokenId", tokenId));
    }

    /**
     * How a token's price went.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is an error
     */
    public PricesHistory pricesHistory(PricesHistoryQuery query) {
        return api.pricesHistory(query.parameters());
    }
}
