package dev.sluice.exa;

/**
 * Exa's web search. Made by {@code sluice.client(ExaClient.class)}; thread-safe. Every call waits for its turn within the configured
 * limits, and throws what {@link dev.sluice.client.error.ClientException} describes.
 */
public final class ExaClient {
    private final ExaApi api;

    ExaClient(ExaApi api) {
        this.api = api;
    }

    /**
     * Searches the web. Blocks until the answer is there or the deadline has passed. Each answer is billed
     * ({@link SearchResponse#costDollars()} says how much), so it is repeated only on transient failures and within the retry budget.
     * Contents of the pages are fetched only if the request asks for them.
     *
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is an error; its subtypes say what can be done
     */
    public SearchResponse search(SearchRequest request) {
        return api.search(request);
    }

    /**
     * Searches the web with Exa's defaults: ten results, no contents.
     *
     * @throws IllegalArgumentException if the query is blank
     * @throws dev.sluice.client.error.ClientException if there is no answer or it is an error
     */
    public SearchResponse search(String query) {
        return search(SearchRequest.of(query));
    }
}
