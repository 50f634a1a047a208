package dev.sluice.simulators;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Exa's operations, with the documented limits for the whole team: 10 searches and 10 answers a second, 100 contents, 15 research tasks at
 * once (exa.ai/docs/reference/rate-limits). Header names after recorded traffic; what has no documented limit has none here.
 */
final class ExaDialect implements Dialect {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String TASKS = "research-tasks";
    private static final String FAILED_TASK = "failed-task";

    private final SimulatorOptions options;
    private final ExaPages pages;
    private final ExaErrors errors;
    private final ExaShapes shapes;
    private final ExaResearch research;
    private final ExaAgents agents;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Operation researchGet = Operation.of("research-get");
    private final Operation agent = Operation.of("agent");
    private final AtomicLong requests = new AtomicLong();

    ExaDialect(SimulatorOptions options) {
        this.options = options;
        errors = new ExaErrors(this::nextId, options.time()::instant);
        ExaAnswers answers = new ExaAnswers(options, new SearchIndex(options));
        pages = new ExaPages(new SearchIndex(options), answers, errors);
        shapes = new ExaShapes(answers);
        research = new ExaResearch(options, errors);
        agents = new ExaAgents(options, errors);
        operations.put("POST /search", perSecond("search", 10));
        operations.put("POST /contents", perSecond("contents", 100));
        operations.put("POST /answer", perSecond("answer", 10));
        operations.put("POST /findSimilar", Operation.of("find-similar"));
        operations.put("POST /context", Operation.of("context"));
        operations.put(
                "POST /research/v1",
                Operation.of(
                        "research-create", SlidingWindow.of(TASKS, 15, ExaTasks.duration(options), options.time())));
        operations.put("GET /research/v1", Operation.of("research-list"));
        operations.put("POST /agent/runs", Operation.of("agent-create"));
        operations.put("GET /agent/runs", Operation.of("agent-list"));
    }

    private Operation perSecond(String name, int requests) {
        return Operation.of(name, SlidingWindow.of(name, requests, SECOND, options.time()));
    }

    /** Sluice ships a concurrency for contents beside that for all others. */
    @Override
    public String room(String path) {
        return path.equals("/contents") ? "contents" : "";
    }

    @Override
    public Operation operation(SimulatedRequest request) {
        Operation known = operations.get(request.method() + " " + request.path());
        if (known != null) {
            return known;
        }
        if (request.path().startsWith("/research/v1/") && request.method().equals("GET")) {
            return researchGet;
        }
        return request.path().startsWith("/agent/runs/") ? agent : Operation.UNKNOWN;
    }

    @Override
    public Optional<Answer> challenge(SimulatedRequest request) {
        boolean shown =
                !request.header("x-api-key").isEmpty() || !request.bearer().isEmpty();
        return shown ? Optional.empty() : Optional.of(errors.flat(401, "Invalid API key", "INVALID_API_KEY"));
    }

    @Override
    public Answer answer(SimulatedRequest request, Operation operation) {
        return switch (operation.name()) {
            case "search", "contents", "answer", "find-similar", "context" ->
                pages.answer(operation.name(), request.json(), nextId());
            case "research-create" -> research.create(request, ExaTask.End.COMPLETED);
            case "research-list" -> research.list(request);
            case "research-get" -> research.get(request);
            case "agent-create" -> agents.create(request, ExaTask.End.COMPLETED);
            case "agent-list" -> agents.list(request);
            case "agent" -> agents.one(request);
            default -> errors.flat(404, "Resource not found", "DEFAULT_ERROR");
        };
    }

    @Override
    public Answer tooMany(SimulatedRequest request, Refusal refusal) {
        String words = "Rate limit exceeded";
        if (refusal.limitName().equals(TASKS)) {
            words = "You've exceeded your Exa limit of " + refusal.limit() + " concurrent research tasks.";
        } else if (!refusal.limitName().equals(Refusal.CONCURRENCY)) {
            words = "You've exceeded your Exa rate limit of " + refusal.limit()
                    + " requests per second. Reach out to hello@exa.ai to increase your rate limit.";
        }
        return errors.flat(429, words, "RATE_LIMIT_EXCEEDED").withHeaders(rateLimit(refusal, 0));
    }

    @Override
    public Answer failure(SimulatedRequest request, int status, @Nullable Duration retryAfter) {
        return errors.ofStatus(status, retryAfter);
    }

    @Override
    public Set<String> shapes() {
        Set<String> names = new TreeSet<>(errors.names());
        names.addAll(shapes.names());
        names.add(FAILED_TASK);
        return names;
    }

    @Override
    public Answer shape(SimulatedRequest request, String name, @Nullable Duration retryAfter) {
        if (name.equals(FAILED_TASK)) {
            return failedTask(request);
        }
        Answer refusal = errors.named(request, name);
        if (refusal != null) {
            return retryAfter == null ? refusal : refusal.with("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        JsonNode asked = request.json();
        return shapes.answer(name, asked == null ? JsonNodeFactory.instance.objectNode() : asked, nextId());
    }

    /** What starts no task is answered as ever. */
    private Answer failedTask(SimulatedRequest request) {
        Operation operation = operation(request);
        return switch (operation.name()) {
            case "research-create" -> research.create(request, ExaTask.End.FAILED);
            case "agent-create" -> agents.create(request, ExaTask.End.FAILED);
            default -> answer(request, operation);
        };
    }

    @Override
    public Map<String, String> limitHeaders(Quotas.State state) {
        Map<String, String> headers = new LinkedHashMap<>(rateLimit(state.window(), state.remaining()));
        if (state.window().limitName().equals("contents")) {
            headers.put("ratelimit-policy", state.window().limit() + ";w=1");
            headers.put("ratelimit-limit", Integer.toString(state.window().limit()));
            headers.put("ratelimit-remaining", Integer.toString(state.remaining()));
            headers.put("ratelimit-reset", "1");
        }
        return headers;
    }

    /** None of research, for which none was recorded. */
    private static Map<String, String> rateLimit(Refusal window, int remaining) {
        if (window.limitName().equals(TASKS)) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>(ExaErrors.reset(window.resetAt()));
        headers.put("X-Ratelimit-Limit", Integer.toString(window.limit()));
        headers.put("X-Ratelimit-Remaining", Integer.toString(remaining));
        return headers;
    }

    private String nextId() {
        return Seeds.hex(options.seed(), "exa-request-" + requests.incrementAndGet(), 32);
    }
}
