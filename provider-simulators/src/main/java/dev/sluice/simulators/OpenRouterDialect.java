package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * OpenRouter's words. Only free models are limited, 20 per minute and 50 or 1000 per day, for the account and not the key
 * (openrouter.ai/docs, limits); the 401 is recorded, the other refusals are those of {@link OpenRouterErrors}. Successes carry no limits.
 */
final class OpenRouterDialect implements Dialect {
    private final TimeSource time;
    private final Generations generations;
    private final Completions completions;
    private final OpenRouterErrors errors;
    private final OpenRouterShapes shapes;
    private final OpenRouterResponses responses;
    private final OpenRouterRooms rooms;
    private final DailyWindow freeDay;
    private final Operation chat = Operation.of("chat");
    private final Operation generation = Operation.of("generation");
    private final Operation key = Operation.of("key");
    private final Operation freeChat;

    OpenRouterDialect(SimulatorOptions options) {
        time = options.time();
        generations = new Generations(time);
        completions = new Completions(options, generations);
        errors = new OpenRouterErrors(time);
        responses = new OpenRouterResponses(completions);
        rooms = new OpenRouterRooms(generations, new OpenRouterTasks(options, completions), responses);
        shapes = new OpenRouterShapes(completions, generations);
        freeDay = new DailyWindow(OpenRouterErrors.DAILY, options.freeModelsPerDay(), time);
        freeChat = Operation.of(
                "chat", SlidingWindow.of(OpenRouterErrors.PER_MINUTE, 20, Duration.ofMinutes(1), time), freeDay);
    }

    @Override
    public Operation operation(SimulatedRequest request) {
        if (request.is("POST", "/chat/completions")) {
            return model(request).endsWith(":free") ? freeChat : chat;
        }
        if (request.is("GET", "/generation")) {
            return generation;
        }
        return request.is("GET", "/key") ? key : rooms.operation(request).orElse(Operation.UNKNOWN);
    }

    private static String model(SimulatedRequest request) {
        JsonNode body = request.json();
        return body == null ? "" : body.path("model").asString("");
    }

    @Override
    public Optional<Answer> challenge(SimulatedRequest request) {
        return request.bearer().isEmpty()
                ? Optional.of(OpenRouterErrors.of(401, "Missing Authentication header"))
                : Optional.empty();
    }

    @Override
    public Answer answer(SimulatedRequest request, Operation operation) {
        if (operation.equals(generation)) {
            Map<String, @Nullable Object> found = generations.find(request.parameter("id"));
            return found == null ? OpenRouterErrors.of(404, "Resource not found") : Answer.json(200, found);
        }
        if (operation.equals(key)) {
            return Answer.json(200, ownKey());
        }
        if (operation.equals(chat) || operation.equals(freeChat)) {
            return chat(request);
        }
        return rooms.operation(request).isPresent() ? rooms.answer(request) : OpenRouterErrors.of(404, "Not Found");
    }

    private Answer chat(SimulatedRequest request) {
        JsonNode body = request.json();
        if (body == null) {
            return OpenRouterErrors.of(400, "Invalid JSON body");
        }
        String model = model(request);
        if (model.isBlank()) {
            return OpenRouterErrors.of(400, "No models provided");
        }
        if (!body.path("messages").isArray() || body.path("messages").isEmpty()) {
            return OpenRouterErrors.of(400, "Input required: specify \"prompt\" or \"messages\"");
        }
        return model.contains("/") ? completions.complete(body) : OpenRouterErrors.modelNotFound(model);
    }

    /** What {@code GET /key} tells; the field about free models since the SDK of September 2026. */
    private Map<String, @Nullable Object> ownKey() {
        BigDecimal usage = generations.charged();
        int used = freeDay.limit() - freeDay.remaining();
        return Json.object(
                "data",
                Json.object(
                        "label",
                        "sk-or-v1-sim...000",
                        "limit",
                        null,
                        "limit_remaining",
                        null,
                        "limit_reset",
                        null,
                        "include_byok_in_limit",
                        false,
                        "usage",
                        usage,
                        "usage_daily",
                        usage,
                        "usage_weekly",
                        usage,
                        "usage_monthly",
                        usage,
                        "byok_usage",
                        0,
                        "is_free_tier",
                        freeDay.limit() < 1_000,
                        "is_management_key",
                        false,
                        "expires_at",
                        null,
                        "rate_limit",
                        Json.object(
                                "requests",
                                -1,
                                "interval",
                                "10s",
                                "note",
                                "This field is deprecated and safe to ignore."),
                        "free_model_daily_requests",
                        Json.object("limit", freeDay.limit(), "remaining", freeDay.remaining(), "used", used)));
    }

    @Override
    public Answer tooMany(SimulatedRequest request, Refusal refusal) {
        return OpenRouterErrors.limited(refusal);
    }

    @Override
    public Set<String> shapes() {
        Set<String> all = new TreeSet<>(shapes.names());
        all.addAll(errors.names());
        all.addAll(responses.names());
        return all;
    }

    @Override
    public Answer shape(SimulatedRequest request, String name, @Nullable Duration retryAfter) {
        if (errors.names().contains(name)) {
            return errors.answer(name, model(request), retryAfter);
        }
        JsonNode sent = request.json();
        JsonNode body = sent == null ? JsonNodeFactory.instance.objectNode() : sent;
        if (responses.names().contains(name)) {
            return request.is("POST", "/responses")
                    ? responses.shape(name, body)
                    : shapes.answer(OpenRouterShapes.HALF_AN_ANSWER, body);
        }
        return shapes.answer(name, body);
    }

    @Override
    public Answer failure(SimulatedRequest request, int status, @Nullable Duration retryAfter) {
        if (status == 429 && retryAfter != null) {
            Instant reset = time.instant().plus(retryAfter);
            return OpenRouterErrors.limited("Rate limit exceeded", new Refusal(Refusal.INJECTED, 0, retryAfter, reset))
                    .with("Retry-After", Long.toString(retryAfter.toSeconds()));
        }
        String message = switch (status) {
            case 401 -> "User not found.";
            case 402 -> "Insufficient credits. Add more using https://openrouter.ai/settings/credits";
            case 429 -> "Rate limit exceeded";
            case 502, 529 -> "Provider returned error";
            case 503 -> "No instances available";
            case 524 -> "Request timed out. Please try again later.";
            default -> status < 500 ? "Invalid request" : "Internal Server Error";
        };
        Answer answer = OpenRouterErrors.of(status, message);
        return retryAfter == null ? answer : answer.with("Retry-After", Long.toString(retryAfter.toSeconds()));
    }
}
