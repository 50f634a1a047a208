package dev.sluice.polymarket;

/**
 * Polymarket's public market data. Made by {@code sluice.client(PolymarketClient.class)}; thread-safe. Every call waits for its turn
 * within the configured limits, is repeated on transient failures (all are reads), and throws what
 * {@link dev.sluice.client.error.ClientException} describes.
 */
public final class PolymarketClient {
    private final GammaClient gamma;
    private final ClobClient clob;

    PolymarketClient(GammaClient gamma, ClobClient clob) {
        this.gamma = gamma;
        this.clob = clob;
    }

    /** Markets: questions, outcomes, tokens, volumes. */
    public GammaClient gamma() {
        return gamma;
    }

    /** Order books and price history by token. */
    public ClobClient clob() {
        return clob;
    }
}
