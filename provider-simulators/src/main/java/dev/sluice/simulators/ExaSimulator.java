package dev.sluice.simulators;

import java.net.URI;
import java.util.Map;

/**
 * Exa: {@code POST /search}, for every non-blank key, 10 requests per second and the configured concurrency.
 * Results depend on the query, the seed and the day. Made by {@link Simulators}.
 */
public final class ExaSimulator implements ProviderSimulator {
    private static final String PREFIX = "/exa";

    private final URI base;
    private final Account account;
    private final Endpoint endpoint;

    ExaSimulator(URI server, SimulatorOptions options) {
        base = server.resolve(PREFIX);
        account = new Account("exa", options);
        endpoint = new Endpoint(PREFIX, account, new ExaDialect(options), options);
    }

    @Override
    public String provider() {
        return "exa";
    }

    @Override
    public Map<String, URI> baseUrls() {
        return Map.of("exa", base);
    }

    @Override
    public ProviderReport report() {
        return account.report();
    }

    @Override
    public void inject(Fault fault) {
        endpoint.inject(fault);
    }

    Endpoint endpoint() {
        return endpoint;
    }
}
