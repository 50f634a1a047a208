package dev.sluice.simulators;

import java.net.URI;
import java.util.Map;

/**
 * Exa, for every non-blank key: {@code /search}, {@code /findSimilar}, {@code /contents}, {@code /answer}, {@code /context},
 * {@code /research/v1} and {@code /agent/runs}, whole and streamed, with the documented limits (10 searches and 10 answers a second, 100
 * contents, 15 research tasks at once) and the configured concurrency. Results depend on the query, the seed and the day. A task takes ten
 * times the longest latency. Pages of {@code missing.example} cannot be fetched. Made by {@link Simulators}.
 *
 * <p>What {@link Fault#shape} can give. Refusals in every shape that Exa has: {@code flat}, {@code bare-limit} (a 429 of one field and no
 * header), {@code late-reset} (the same, with a reset nine seconds ago), {@code envelope} (agents), {@code nest}, {@code bad-key} (as 400),
 * {@code html}, {@code empty}, {@code overloaded}, {@code no-credits}. With HTTP status 200, of {@code /answer}: {@code split-payload}
 * (citations cut over two events), {@code null-citations}, {@code comments}, {@code stream-error} (after half of the answer),
 * {@code stream-without-cost} (cut off in good order); of {@code /search} with an output schema: {@code stream-reset} (the text so far is
 * taken back) and {@code search-error} (after its text); of what was asked for whole: {@code as-stream} and {@code as-stream-error}; of a research task
 * or an agent's run that is started: {@code failed-task}, which will end without a result.
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
