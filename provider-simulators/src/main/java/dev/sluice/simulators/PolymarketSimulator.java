package dev.sluice.simulators;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Polymarket's reads: Gamma's markets, the order book host's {@code /book} and {@code /prices-history}, without a key. Prices are a seeded
 * walk over real time, the same in the book, the history and the market. Both hosts share one account, its concurrency and the overall
 * limit of 15,000 requests per 10 seconds. Made by {@link Simulators}.
 */
public final class PolymarketSimulator implements ProviderSimulator {
    private static final String GAMMA_PREFIX = "/gamma";
    private static final String CLOB_PREFIX = "/clob";

    private final URI gamma;
    private final URI clob;
    private final Account account;
    private final List<Endpoint> endpoints;

    PolymarketSimulator(URI server, SimulatorOptions options) {
        gamma = server.resolve(GAMMA_PREFIX);
        clob = server.resolve(CLOB_PREFIX);
        account = new Account("polymarket", options);
        MarketCatalog catalog = new MarketCatalog(options.seed());
        RequestWindow everything = SlidingWindow.of("all", 15_000, Duration.ofSeconds(10), options.time());
        endpoints = List.of(
                new Endpoint(GAMMA_PREFIX, account, new GammaDialect(options, catalog, everything), options),
                new Endpoint(CLOB_PREFIX, account, new ClobDialect(options, catalog, everything), options));
    }

    @Override
    public String provider() {
        return "polymarket";
    }

    @Override
    public Map<String, URI> baseUrls() {
        Map<String, URI> urls = new LinkedHashMap<>();
        urls.put("polymarket_gamma", gamma);
        urls.put("polymarket_clob", clob);
        return urls;
    }

    @Override
    public ProviderReport report() {
        return account.report();
    }

    @Override
    public void inject(Fault fault) {
        endpoints.get(0).inject(fault);
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }
}
