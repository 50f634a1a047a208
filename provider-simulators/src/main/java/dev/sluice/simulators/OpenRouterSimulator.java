package dev.sluice.simulators;

import java.net.URI;
import java.util.Map;

/**
 * OpenRouter: {@code POST /chat/completions}, blocking and streamed, for every non-blank bearer key. Models whose id ends in
 * {@code :free} share 20 requests per minute and, unless {@link SimulatorOptions#freeModelsPerDay} says otherwise, 1000 per day of UTC, as for an
 * account that once bought credits; all models share the configured concurrency. An id without an author is no model. {@code GET /generation} tells
 * what an answer cost, not at once; {@code GET /key} what was spent and what is left for free models. {@code /models} lists a few models (any other can be
 * asked as well), {@code /embeddings} and {@code /rerank} go by shared words, {@code /images} gives one pixel, {@code /responses} what the chat would say;
 * {@code /credits} wants a key with {@code management} in it. Made by {@link Simulators}.
 *
 * <p>The model's answer depends on the prompt and the seed: a prompt that asks for Python code gets a program that prints one JSON
 * decision; one that asks for a JSON object with {@code action}, {@code confidence} and {@code rationale} gets that object; others get a
 * sentence.
 *
 * <p>What {@link Fault#shape} can give. With HTTP status 200: {@code error-body} (an error and nothing else), {@code null-fields-error}, {@code null-fields}
 * (no error either), {@code nested-completion} (the answer under {@code provider}), {@code blank} (white space alone), {@code html}, {@code choice-error}
 * (half an answer and an error), and of streams {@code stream-error}, {@code stream-error-word} (its code is a word), {@code stream-error-usage} (beside
 * the usage, after a finish reason, before {@code [DONE]}) and {@code stream-error-bare} (without any choice, code 429); a blocking request gets the nearest
 * that a whole body can be. Refusals: {@code bad-key}, {@code no-credits}, {@code in-flight-budget} (a 402 that passes), {@code moderation}, {@code guardrail},
 * {@code daily-cap} and {@code minute-cap} of free models, {@code upstream-limit} (429 of one model at its provider), {@code capacity-exhausted},
 * {@code temporarily-unavailable}, {@code model-not-found}, {@code model-deprecated}, {@code no-endpoints}, {@code context-length}. Good answers with
 * an unusual bill: {@code no-usage}, {@code own-key}; a good stream whose tool calls come in turns: {@code mixed-calls}.
 *
 * <p>Of {@code /responses}, whole and streamed; a chat gets {@code choice-error} instead. Failures after half the answer: {@code response-failed} (the coarse
 * code {@code server_error}, beside it the precise {@code provider_unavailable}; a stream's last event has the usage), {@code response-failed-key} (the same
 * code, and {@code authentication}), {@code response-failed-bare} (without any error), and as events {@code response-error} ({@code response.error}),
 * {@code response-error-event} ({@code error}, with the code in itself) and {@code response-error-nested} ({@code error}, with an error object). Before
 * anything was said: {@code response-error-first}. No failures: {@code response-incomplete} (an error of length, turned into a success that ends early; so
 * does {@code max_output_tokens}) and {@code response-panel-failed} (a model that a server tool asked has failed).
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
        endpoint.inject(fault);
    }

    Endpoint endpoint() {
        return endpoint;
    }
}
