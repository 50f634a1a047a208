package dev.sluice.simulators;

import java.net.URI;
import java.util.Map;

/**
 * OpenRouter: {@code POST /chat/completions}, blocking and streamed, for every non-blank bearer key. Models whose id ends in
 * {@code :free} share 20 requests per minute and 1000 per day of UTC, as for an account that once bought credits; all models share the
 * configured concurrency. Made by {@link Simulators}.
 *
 * <p>The model's answer depends on the prompt and the seed: a prompt that asks for Python code gets a program that prints one JSON
 * decision; one that asks for a JSON object with {@code action}, {@code confidence} and {@code rationale} gets that object; others get a
 * sentence.
 */
public final class OpenRouterSimulator implements ProviderSimulator {
    private static final String PREFIX = "/openrouter/api/v1";

    private final URI base;
    private final Account account;
    private final Endpoint endpoint;

    OpenRouterSimulator(URI server, SimulatorOptions options) {
        base = server.resolve(PREFIX);
        account = new Account("openrouter", options);
        endpoint = new Endpoint(PREFIX, account, new OpenRouterDialect(options), options);
    }

    @Override
    public String provider() {
        return "openrouter";
    }

    @Override
    public Map<String, URI> baseUrls() {
        return Map.of("openrouter", base);
    }

    @Override
    public ProviderReport report() {
        return account.report();
    }

    @Override
    public void inject(Fault fault) {
        account.inject(fault);
    }

    Endpoint endpoint() {
        return endpoint;
    }
}
