package dev.sluice.polymarket;

import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.ProviderContext;
import dev.sluice.client.spi.ProviderModule;
import java.net.URI;

/**
 * Makes {@link PolymarketClient}s; found by {@link java.util.ServiceLoader}. It has two base URLs, named {@code gamma} and {@code clob}.
 *
 * <p>Its operations count in groups of the limits, so that a server's pause stops only what it concerns. None of them needs a quota while
 * the provider's pacing is the shipped 20 a second; who raises it finds the documented windows (docs.polymarket.com, rate limits, August
 * 2026) beside each group.
 */
public final class PolymarketModule implements ProviderModule<PolymarketClient> {
    static final String PROVIDER = "polymarket";

    /** 300 in 10 s. */
    static final String GAMMA_MARKETS_GROUP = "gamma-markets";

    /** 1,500 in 10 s. */
    static final String BOOK_GROUP = "book";

    /** 1,000 in 10 s. */
    static final String PRICES_HISTORY_GROUP = "prices-history";

    private static final URI GAMMA = URI.create("https://gamma-api.polymarket.com");
    private static final URI CLOB = URI.create("https://clob.polymarket.com");

    /** For {@link java.util.ServiceLoader}. */
    public PolymarketModule() {}

    @Override
    public String name() {
        return PROVIDER;
    }

    @Override
    public Class<PolymarketClient> clientType() {
        return PolymarketClient.class;
    }

    @Override
    public PolymarketClient create(ProviderContext context) {
        return new PolymarketClient(
                new GammaClient(api(context, GammaApi.class, "gamma", GAMMA)),
                new ClobClient(api(context, ClobApi.class, "clob", CLOB)));
    }

    private static <T> T api(ProviderContext context, Class<T> type, String name, URI production) {
        return context.api(ApiDefinition.of(type, context.baseUrl(name, production))
                .name(name)
                .classifier(new PolymarketClassifier())
                .mapper(PolymarketJson.MAPPER)
                .build());
    }

    /** A key that would make another path or question of the request is refused: nothing, {@code .} and {@code ..}. */
    static String checked(String name, String key) {
        if (key.isBlank() || key.equals(".") || key.equals("..")) {
            throw new IllegalArgumentException(name + ": blank or a path (expected the one to look up)");
        }
        return key;
    }
}
