package dev.sluice.simulators;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Exa's words. The limit is the documented one of /search, 10 requests per second for the whole team
 * (exa.ai/docs/reference/rate-limits); bodies and tags after exa.ai/docs/reference/error-codes, header names after recorded traffic.
 */
final class ExaDialect implements Dialect {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SimulatorOptions options;
    private final SearchIndex index;
    private final Operation search;
    private final AtomicLong requests = new AtomicLong();

    ExaDialect(SimulatorOptions options) {
        this.options = options;
        this.index = new SearchIndex(options);
        this.search = Operation.of("search", SlidingWindow.of("search", 10, SECOND, options.time()));
    }

    @Override
    public Operation operation(SimulatedRequest request) {
        return request.is("POST", "/search") ? search : Operation.UNKNOWN;
    }

    @Override
    public Optional<Answer> challenge(SimulatedRequest request) {
        boolean shown =
                !request.header("x-api-key").isEmpty() || !request.bearer().isEmpty();
        return shown ? Optional.empty() : Optional.of(error(401, "Invalid API key", "INVALID_API_KEY"));
    }

    @Override
    public Answer answer(SimulatedRequest request, Operation operation) {
        if (!operation.equals(search)) {
            return error(404, "Resource not found", "DEFAULT_ERROR");
        }
        JsonNode query = request.json();
        if (query == null || query.path("query").asString("").isBlank()) {
            return error(400, "Invalid request body", "INVALID_REQUEST_BODY");
        }
        int results = query.path("numResults").asInt(10);
        if (results < 1 || results > 100) {
            return error(400, "Number of results must be between 1 and 100", "INVALID_NUM_RESULTS");
        }
        String id = nextId();
        return Answer.json(200, index.search(query, results, id)).with("x-request-id", id);
    }

    @Override
    public Answer tooMany(SimulatedRequest request, Refusal refusal) {
        String words = refusal.limitName().equals("search")
                ? "You've exceeded your Exa rate limit of " + refusal.limit()
                        + " requests per second. Reach out to hello@exa.ai to increase your rate limit."
                : "Rate limit exceeded";
        return error(429, words, "RATE_LIMIT_EXCEEDED").withHeaders(rateLimit(refusal, 0));
    }

    @Override
    public Answer failure(SimulatedRequest request, int status, @Nullable Duration retryAfter) {
        Answer answer = switch (status) {
            case 429 -> error(429, "Rate limit exceeded", "RATE_LIMIT_EXCEEDED");
            case 401 -> error(401, "Invalid API key", "INVALID_API_KEY");
            case 402 ->
                error(
                        402,
                        "You have exceeded your credits limit. Please top up at dashboard.exa.ai.",
                        "NO_MORE_CREDITS");
            case 503 -> error(503, "Service overloaded, please retry with backoff", "SERVICE_OVERLOADED");
            case 504 -> Answer.bytes(504, "text/html", new byte[] {'\n'});
            default -> error(status, "An internal error occurred", status < 500 ? "DEFAULT_ERROR" : "INTERNAL_ERROR");
        };
        return retryAfter == null ? answer : answer.with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    @Override
    public Map<String, String> limitHeaders(Quotas.State state) {
        return rateLimit(state.window(), state.remaining());
    }

    /** Epoch seconds, as recorded, unlike OpenRouter's milliseconds. */
    private static Map<String, String> rateLimit(Refusal window, int remaining) {
        return Map.of(
                "X-Ratelimit-Limit", Integer.toString(window.limit()),
                "X-Ratelimit-Remaining", Integer.toString(remaining),
                "X-Ratelimit-Reset", Long.toString(window.resetAt().getEpochSecond()));
    }

    private Answer error(int status, String message, String tag) {
        String id = nextId();
        return Answer.json(status, Json.object("requestId", id, "error", message, "tag", tag))
                .with("x-request-id", id);
    }

    private String nextId() {
        return Seeds.hex(options.seed(), "exa-request-" + requests.incrementAndGet(), 32);
    }
}
