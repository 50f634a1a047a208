package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * OpenRouter's words. Only free models are limited, 20 per minute and 1000 per day, for the account and not the key
 * (openrouter.ai/docs, limits); the 401 is recorded, the 429s follow the documentation and users' logs: limits travel in the error's
 * metadata and as headers, their reset in epoch milliseconds, and successes carry none.
 */
final class OpenRouterDialect implements Dialect {
    private static final String USER = "user_2simulatedsimulatedsimulat";

    private static final String DAILY = "free-models-per-day";

    private final TimeSource time;
    private final Completions completions;
    private final Operation chat = Operation.of("chat");
    private final Operation freeChat;

    OpenRouterDialect(SimulatorOptions options) {
        time = options.time();
        completions = new Completions(options);
        freeChat = Operation.of(
                "chat",
                SlidingWindow.of("free-models-per-min", 20, Duration.ofMinutes(1), options.time()),
                new DailyWindow(DAILY, 1000, options.time()));
    }

    @Override
    public Operation operation(SimulatedRequest request) {
        if (!request.is("POST", "/chat/completions")) {
            return Operation.UNKNOWN;
        }
        JsonNode body = request.json();
        return body != null && body.path("model").asString("").endsWith(":free") ? freeChat : chat;
    }

    @Override
    public Optional<Answer> challenge(SimulatedRequest request) {
        return request.bearer().isEmpty() ? Optional.of(error(401, "Missing Authentication header")) : Optional.empty();
    }

    @Override
    public Answer answer(SimulatedRequest request, Operation operation) {
        if (operation.equals(Operation.UNKNOWN)) {
            return error(404, "Not Found");
        }
        JsonNode body = request.json();
        if (body == null) {
            return error(400, "Invalid JSON body");
        }
        if (body.path("model").asString("").isBlank()) {
            return error(400, "No models provided");
        }
        if (!body.path("messages").isArray() || body.path("messages").isEmpty()) {
            return error(400, "Input required: specify \"prompt\" or \"messages\"");
        }
        return completions.complete(body);
    }

    @Override
    public Answer tooMany(SimulatedRequest request, Refusal refusal) {
        return limited("Rate limit exceeded: " + refusal.limitName() + ". ", refusal);
    }

    @Override
    public Answer failure(SimulatedRequest request, int status, @Nullable Duration retryAfter) {
        if (status == 429 && retryAfter != null) {
            Instant reset = time.instant().plus(retryAfter);
            return limited("Rate limit exceeded", new Refusal(Refusal.INJECTED, 0, retryAfter, reset))
                    .with("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        String message = switch (status) {
            case 401 -> "User not found.";
            case 402 -> "Insufficient credits. Add more using https://openrouter.ai/settings/credits";
            case 429 -> "Rate limit exceeded";
            case 502 -> "Provider returned error";
            case 503 -> "No instances available";
            default -> status < 500 ? "Invalid request" : "Internal Server Error";
        };
        Answer answer = error(status, message);
        return retryAfter == null ? answer : answer.with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    private static Answer limited(String message, Refusal refusal) {
        Map<String, String> headers = Map.of(
                "X-RateLimit-Limit", Integer.toString(refusal.limit()),
                "X-RateLimit-Remaining", "0",
                "X-RateLimit-Reset", Long.toString(refusal.resetAt().toEpochMilli()));
        Map<String, @Nullable Object> metadata = Json.object("headers", headers, "provider_name", null);
        if (refusal.limitName().equals(DAILY)) {
            metadata.put("limit_source", "openrouter_free_tier_daily");
        }
        Object error = Json.object("message", message, "code", 429, "metadata", metadata);
        byte[] body = Json.bytes(Json.object("error", error, "user_id", USER));
        return Answer.bytes(429, "application/json", body).withHeaders(headers);
    }

    private static Answer error(int status, String message) {
        return Answer.bytes(
                status,
                "application/json",
                Json.bytes(Json.object("error", Json.object("message", message, "code", status))));
    }
}
