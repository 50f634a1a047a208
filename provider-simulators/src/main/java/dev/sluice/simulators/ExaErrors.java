package dev.sluice.simulators;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Exa's refusals in all the shapes that its parts have: flat with a tag (error-codes page), a 429 of one field, the envelope of agents and
 * monitors (its JavaScript client), NestJS's own, a wrong key as 400 (recorded on websets), and HTML or nothing from gateways (exa-js issues
 * 139 and 92). No recording and no page has a Retry-After.
 */
final class ExaErrors {
    private final Supplier<String> ids;
    private final Map<String, Function<SimulatedRequest, Answer>> named = new LinkedHashMap<>();

    ExaErrors(Supplier<String> ids, Supplier<Instant> now) {
        this.ids = ids;
        named.put("flat", request -> flat(500, "An internal error occurred", "INTERNAL_ERROR"));
        named.put("bare-limit", request -> bareLimit());
        named.put(
                "late-reset", request -> bareLimit().withHeaders(reset(now.get().minusSeconds(9))));
        named.put("envelope", request -> envelope(404, "NOT_FOUND", "RUN_NOT_FOUND", "No such run"));
        named.put("nest", ExaErrors::nest);
        named.put("bad-key", request -> badKey());
        named.put("html", request -> html(502, "Bad Gateway"));
        named.put("empty", request -> Answer.bytes(504, "text/html", new byte[] {'\n'}));
        named.put(
                "overloaded",
                request -> flat(503, "Service overloaded, please retry with backoff", "SERVICE_OVERLOADED"));
        named.put(
                "no-credits",
                request -> flat(
                        402,
                        "You have exceeded your credits limit. Please top up at dashboard.exa.ai.",
                        "NO_MORE_CREDITS"));
    }

    Set<String> names() {
        return named.keySet();
    }

    /** The refusal of this name; null if there is none. */
    @Nullable
    Answer named(SimulatedRequest request, String name) {
        Function<SimulatedRequest, Answer> answer = named.get(name);
        return answer == null ? null : answer.apply(request);
    }

    Answer flat(int status, String message, String tag) {
        String id = ids.get();
        return Answer.json(status, Json.object("requestId", id, "error", message, "tag", tag))
                .with("x-request-id", id);
    }

    Answer envelope(int status, String type, String code, String message) {
        String id = ids.get();
        Object error = Json.object("type", type, "code", code, "message", message, "detail", null);
        return Answer.json(status, Json.object("error", error, "requestId", id)).with("x-request-id", id);
    }

    Answer ofStatus(int status, @Nullable Duration retryAfter) {
        Answer answer = switch (status) {
            case 429 -> flat(429, "Rate limit exceeded", "RATE_LIMIT_EXCEEDED");
            case 401 -> flat(401, "Invalid API key", "INVALID_API_KEY");
            case 402 ->
                flat(
                        402,
                        "You have exceeded your credits limit. Please top up at dashboard.exa.ai.",
                        "NO_MORE_CREDITS");
            case 503 -> flat(503, "Service overloaded, please retry with backoff", "SERVICE_OVERLOADED");
            case 504 -> Answer.bytes(504, "text/html", new byte[] {'\n'});
            default -> flat(status, "An internal error occurred", status < 500 ? "DEFAULT_ERROR" : "INTERNAL_ERROR");
        };
        return retryAfter == null ? answer : answer.with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /** Epoch seconds, as recorded, unlike OpenRouter's milliseconds and the stamps of Exa's own research tasks. */
    static Map<String, String> reset(Instant at) {
        return Map.of("X-Ratelimit-Reset", Long.toString(at.getEpochSecond()));
    }

    private static Answer bareLimit() {
        return Answer.json(429, Json.object("error", "You've exceeded your Exa rate limit of 10 requests per second."));
    }

    private static Answer nest(SimulatedRequest request) {
        String path = request.path();
        return Answer.json(
                404,
                Json.object(
                        "statusCode",
                        404,
                        "timestamp",
                        "2026-01-01T00:00:00.000Z",
                        "message",
                        "Cannot " + request.method() + " " + path,
                        "error",
                        "Not Found",
                        "path",
                        path));
    }

    private Answer badKey() {
        String id = ids.get();
        return Answer.json(400, Json.object("requestId", id, "error", "x-api-key header is invalid"));
    }

    private static Answer html(int status, String words) {
        byte[] page = ("<html><head><title>" + words + "</title></head><body><h1>" + words + "</h1></body></html>\n")
                .getBytes(StandardCharsets.UTF_8);
        return Answer.bytes(status, "text/html", page);
    }
}
