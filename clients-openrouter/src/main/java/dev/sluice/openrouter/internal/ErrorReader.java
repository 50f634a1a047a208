package dev.sluice.openrouter.internal;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.ResponseHead;
import dev.sluice.client.spi.RetryTimes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the error in an answer, also inside HTTP 200: OpenRouter commits the headers and sends keep-alive whitespace
 * before the model answers, so failures of the model arrive with status 200. The shapes, in the order they are looked
 * for: nothing but whitespace; a top-level {@code error} (alone, or beside fields that are all null); a choice that
 * carries an error beside partial text, or ends in one that it does not name; a response whose status is {@code failed}; no field that says anything. Of chats an answer without choices is empty, too, unless a completion
 * is nested under {@code provider}.
 */
public final class ErrorReader {

    private static final JsonNode NOTHING = MissingNode.getInstance();

    /** What a choice failed with that ends in {@code error} and says no more: its provider broke off. */
    private static final JsonNode UNNAMED =
            OpenRouterJson.mapper().createObjectNode().put("code", 502).put("message", "finish_reason error");

    private ErrorReader() {}

    /**
     * The error of this answer; null if it has none, or is no JSON at all, which is for the decoder to say.
     *
     * @param body the whole body, keep-alive whitespace included
     */
    static @Nullable ErrorReport read(ResponseHead head, byte[] body) {
        JsonNode json = parse(body);
        if (head.status() >= 400) {
            return report(json == null ? NOTHING : typed(json.path("error"), json), null, head);
        }
        if (json == null) {
            return isBlank(body) ? ErrorReport.empty() : null;
        }
        JsonNode error = errorOf(json);
        if (!error.isMissingNode()) {
            return report(error, partialText(json), head);
        }
        return hasAnswer(head, json) || !json.isObject() ? null : ErrorReport.empty();
    }

    /** The error inside an event of a stream; null if it is none. */
    public static @Nullable Classification inEvent(String operation, JsonNode event, Instant receivedAt) {
        JsonNode error = errorOf(event);
        return error.isMissingNode()
                ? null
                : report(error, null, new ResponseHead(operation, 200, Map.of(), receivedAt))
                        .classification();
    }

    /** The error object of an answer or of a chunk of a stream; missing if it has none. */
    static JsonNode errorOf(JsonNode json) {
        if (json.hasNonNull("error")) {
            return typed(json.path("error"), json);
        }
        if (isFailedResponse(json)) {
            return typed(OpenRouterJson.mapper().createObjectNode().put("code", "response_failed"), json);
        }
        for (JsonNode choice : json.path("choices")) {
            if (choice.hasNonNull("error")) {
                return choice.path("error");
            }
            if (choice.path("finish_reason").asString("").equals("error")) {
                return UNNAMED;
            }
        }
        return NOTHING;
    }

    /** A response may have failed without saying why. */
    private static boolean isFailedResponse(JsonNode json) {
        return json.path("status").asString("").equals("failed")
                && (json.path("object").asString("").equals("response") || json.has("error_type"));
    }

    /** Of a response the precise type stands beside its error, whose own code is a coarse one: {@code server_error} for most (errors and debugging, August 2026). */
    private static JsonNode typed(JsonNode error, JsonNode beside) {
        JsonNode type = beside.path("error_type");
        return type.isString() && error.isObject() && !error.hasNonNull("error_type")
                ? ((ObjectNode) error.deepCopy()).set("error_type", type)
                : error;
    }

    /** What the answer's first choice, or the response's messages, said before it failed; null if nothing. */
    private static @Nullable String partialText(JsonNode json) {
        String text =
                json.path("choices").path(0).path("message").path("content").asString("");
        if (text.isEmpty()) {
            text = json.path("output")
                    .valueStream()
                    .flatMap(item -> item.path("content").valueStream())
                    .filter(part -> part.path("type").asString("").equals("output_text"))
                    .map(part -> part.path("text").asString(""))
                    .collect(Collectors.joining());
        }
        return text.isEmpty() ? null : text;
    }

    /** What an error object means. */
    private static ErrorReport report(JsonNode error, @Nullable String partialText, ResponseHead head) {
        String word = ErrorStatus.word(error);
        ErrorReport.Scope scope = scope(error);
        Instant retryAt = scope == ErrorReport.Scope.FREE_MODELS_DAY
                ? reset(error, head).orElseGet(() -> nextMidnight(head.receivedAt()))
                : retryAt(error, head).orElse(null);
        JsonNode retryable = error.path("availability").path("retryable");
        return new ErrorReport(
                ErrorStatus.of(error, head.status()),
                word.isEmpty() ? null : word,
                message(error),
                retryAt,
                retryable.isBoolean() ? (Boolean) retryable.booleanValue() : null,
                scope,
                error.isObject() ? ErrorDetails.of(error, partialText) : null);
    }

    private static Optional<Instant> retryAt(JsonNode error, ResponseHead head) {
        return RetryTimes.retryAfter(head)
                .or(() -> RetryTimes.inBody(error.path("availability"), head))
                .or(() -> reset(error, head));
    }

    /** OpenRouter's reset is epoch milliseconds, in the headers or repeated in the body. */
    private static Optional<Instant> reset(JsonNode error, ResponseHead head) {
        return RetryTimes.header(head, "X-RateLimit-Reset")
                .or(() -> RetryTimes.inBody(error.path("metadata").path("headers"), head));
    }

    /** When the free models' day, which is a day of UTC, is over. */
    private static Instant nextMidnight(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }

    private static ErrorReport.Scope scope(JsonNode error) {
        String source = error.path("metadata").path("limit_source").asString("");
        String message = error.path("message").asString("");
        if (source.contains("free_tier_daily") || message.contains("free-models-per-day")) {
            return ErrorReport.Scope.FREE_MODELS_DAY;
        }
        if (source.contains("in_flight_budget")) {
            return ErrorReport.Scope.CREDITS_IN_FLIGHT;
        }
        boolean upstream = error.path("metadata").hasNonNull("provider_name") || error.hasNonNull("availability");
        return upstream ? ErrorReport.Scope.UPSTREAM : ErrorReport.Scope.LIMIT;
    }

    private static @Nullable String message(JsonNode error) {
        JsonNode message = error.isString() ? error : error.path("message");
        return message.isString() ? message.stringValue() : null;
    }

    private static boolean hasAnswer(ResponseHead head, JsonNode json) {
        if (!json.path("choices").isEmpty()
                || !json.path("provider").path("choices").isEmpty()) {
            return true;
        }
        boolean chat = json.has("choices") || head.operation().startsWith("chat");
        return !chat && json.valueStream().anyMatch(field -> !field.isNull());
    }

    private static @Nullable JsonNode parse(byte[] body) {
        try {
            JsonNode json = OpenRouterJson.mapper().readTree(body);
            return json == null || json.isMissingNode() ? null : json;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    private static boolean isBlank(byte[] body) {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }
}
