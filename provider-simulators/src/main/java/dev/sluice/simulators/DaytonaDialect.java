package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The main API's words. The limits are those of tier 1 per minute (daytona.io/docs, limits): 300 creations, 10,000 life-cycle calls,
 * 10,000 others; a throttler that was exceeded blocks for a whole minute and tells the time in a header with its own name. Quota errors are
 * status 400 with prose, after daytonaio/daytona v0.190.0.
 */
final class DaytonaDialect implements Dialect {
    private static final String API = "/api";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TimeSource time;
    private final Sandboxes sandboxes;
    private final int diskQuotaGiB;
    private final Operation create;
    private final Operation delete;
    private final Operation get;
    private final Operation list;

    DaytonaDialect(SimulatorOptions options, Sandboxes sandboxes) {
        this.time = options.time();
        this.sandboxes = sandboxes;
        this.diskQuotaGiB = options.diskQuotaGiB();
        RequestWindow general = SlidingWindow.blocking("authenticated", 10_000, MINUTE, time);
        create = Operation.of("create_sandbox", SlidingWindow.blocking("sandbox-create", 300, MINUTE, time));
        delete = Operation.of("delete_sandbox", SlidingWindow.blocking("sandbox-lifecycle", 10_000, MINUTE, time));
        get = Operation.of("get_sandbox", general);
        list = Operation.of("list_sandboxes", general);
    }

    @Override
    public Operation operation(SimulatedRequest request) {
        if (request.path().equals("/sandbox")) {
            return request.method().equals("POST") ? create : request.method().equals("GET") ? list : Operation.UNKNOWN;
        }
        if (!request.path().matches("/sandbox/[^/]+")) {
            return Operation.UNKNOWN;
        }
        return request.method().equals("DELETE") ? delete : request.method().equals("GET") ? get : Operation.UNKNOWN;
    }

    @Override
    public Optional<Answer> challenge(SimulatedRequest request) {
        return request.bearer().isEmpty()
                ? Optional.of(error(request, 401, "Unauthorized", "Invalid credentials"))
                : Optional.empty();
    }

    @Override
    public Answer answer(SimulatedRequest request, Operation operation) {
        if (operation.equals(create)) {
            return create(request);
        }
        if (operation.equals(list)) {
            return list(request);
        }
        if (operation.equals(Operation.UNKNOWN)) {
            return error(request, 404, "Not Found", "Cannot " + request.method() + " " + API + request.path());
        }
        String name = request.path().substring("/sandbox/".length());
        return operation.equals(delete)
                ? answer(request, name, sandboxes.delete(name))
                : sandboxes
                        .get(name)
                        .map(sandbox -> Answer.json(200, sandbox))
                        .orElseGet(() -> answer(request, name, new Sandboxes.Result(Sandboxes.Outcome.UNKNOWN, null)));
    }

    private Answer create(SimulatedRequest request) {
        JsonNode body = request.json();
        if (body == null) {
            return error(request, 400, "Bad Request", "Unexpected token in JSON");
        }
        boolean sized = body.has("cpu") || body.has("memory") || body.has("disk");
        if (sized && body.has("snapshot")) {
            return error(request, 400, "Bad Request", "Cannot specify Sandbox resources when using a snapshot");
        }
        return answer(request, body.path("name").asString(""), sandboxes.create(body));
    }

    private Answer answer(SimulatedRequest request, String name, Sandboxes.Result result) {
        return switch (result.outcome()) {
            case DONE -> Answer.json(200, result.sandbox() == null ? Map.of() : result.sandbox());
            case NAME_TAKEN -> error(request, 409, "Conflict", "Sandbox with name " + name + " already exists");
            case DISK_FULL ->
                error(
                        request,
                        400,
                        "Bad Request",
                        "Total disk limit exceeded. Maximum allowed: " + diskQuotaGiB + "GiB.\n"
                                + "Consider archiving your unused Sandboxes to free up available storage.\n"
                                + "To increase concurrency limits, upgrade your organization's Tier by visiting "
                                + "https://app.daytona.io/dashboard/limits.");
            case IN_TRANSITION -> error(request, 409, "Conflict", "Sandbox state change in progress");
            case UNKNOWN -> error(request, 404, "Not Found", "Sandbox with ID or name " + name + " not found");
        };
    }

    private Answer list(SimulatedRequest request) {
        String labelText = request.parameter("labels");
        JsonNode labels = Json.parseObject((labelText == null ? "{}" : labelText).getBytes(StandardCharsets.UTF_8));
        String limitText = request.parameter("limit");
        String cursor = request.parameter("cursor");
        boolean numbers =
                (limitText == null || limitText.matches("\\d{1,3}")) && (cursor == null || cursor.matches("\\d{1,9}"));
        if (labels == null || !numbers) {
            return error(request, 400, "Bad Request", "labels must be a JSON object, limit and cursor must be valid");
        }
        int limit = limitText == null ? 100 : Math.max(1, Math.min(200, Integer.parseInt(limitText)));
        int offset = cursor == null ? 0 : Integer.parseInt(cursor);
        List<Map<String, @Nullable Object>> page =
                sandboxes.list(labels, request.parameters("states"), offset, limit + 1);
        boolean more = page.size() > limit;
        return Answer.json(
                200,
                Json.object(
                        "items", more ? page.subList(0, limit) : page,
                        "nextCursor", more ? Integer.toString(offset + limit) : null));
    }

    @Override
    public Answer tooMany(SimulatedRequest request, Refusal refusal) {
        String throttler = refusal.limitName().equals(Refusal.CONCURRENCY) ? "authenticated" : refusal.limitName();
        return tooMany(request).with("Retry-After-" + throttler, Long.toString(refusal.retrySeconds()));
    }

    private Answer tooMany(SimulatedRequest request) {
        return error(request, 429, "Too Many Requests", "ThrottlerException: Too Many Requests");
    }

    @Override
    public Answer failure(SimulatedRequest request, int status, @Nullable Duration retryAfter) {
        Operation operation = operation(request);
        String throttler = operation.windows().isEmpty()
                ? "authenticated"
                : operation.windows().get(0).name();
        Answer answer = switch (status) {
            case 429 -> tooMany(request);
            case 401 -> error(request, 401, "Unauthorized", "Invalid credentials");
            case 403 -> error(request, 403, "Forbidden", "Organization is suspended: Depleted credits");
            case 502, 504 -> Answer.bytes(status, "text/html", new byte[0]);
            case 503 -> error(request, 503, "Service Unavailable", "Temporary authentication service error");
            default ->
                error(
                        request,
                        status,
                        status < 500 ? "Bad Request" : "Internal Server Error",
                        "An unexpected error occurred.");
        };
        return retryAfter == null
                ? answer
                : answer.with("Retry-After-" + throttler, Long.toString(retryAfter.toSeconds()));
    }

    @Override
    public Map<String, String> limitHeaders(Quotas.State state) {
        Refusal window = state.window();
        return Map.of(
                "X-RateLimit-Limit-" + window.limitName(), Integer.toString(window.limit()),
                "X-RateLimit-Remaining-" + window.limitName(), Integer.toString(state.remaining()),
                "X-RateLimit-Reset-" + window.limitName(), Long.toString(window.retrySeconds()));
    }

    private Answer error(SimulatedRequest request, int status, String error, String message) {
        return Answer.json(
                status,
                Json.object(
                        "path", API + request.path(),
                        "timestamp", time.instant().toString(),
                        "statusCode", status,
                        "error", error,
                        "message", message));
    }
}
