package dev.sluice.openrouter;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Finds the error in an answer, also inside HTTP 200: OpenRouter commits the headers and sends keep-alive whitespace
 * before the model answers, so failures of the model arrive with status 200. The shapes, in the order they are looked
 * for: nothing but whitespace; a top-level {@code error} (alone, or beside fields that are all null); no choices and
 * no error; a choice that carries an error beside partial text. A completion nested under {@code provider} is none.
 */
final class ErrorReader {

    private static final JsonNode NOTHING = MissingNode.getInstance();

    private ErrorReader() {}

    /**
     * The error of this answer; null if it has none, or is no JSON at all, which is for the decoder to say.
     *
     * @param httpStatus the status line
     * @param body the whole body, keep-alive whitespace included
     * @param headers looks up a header by name, null if absent
     * @param now to turn seconds into an instant
     */
    static @Nullable ErrorReport read(
            int httpStatus, byte[] body, Function<String, @Nullable String> headers, Instant now) {
        JsonNode json = parse(body);
        if (httpStatus >= 400) {
            JsonNode error = json == null ? NOTHING : json.path("error");
            return report(error, httpStatus, headers, now);
        }
        if (json == null) {
            return isBlank(body) ? ErrorReport.empty() : null;
        }
        JsonNode error = errorOf(json);
        if (!error.isMissingNode()) {
            return report(error, httpStatus, headers, now);
        }
        return hasAnswer(json) ? null : ErrorReport.empty();
    }

    /** The error object of a chunk of a stream; missing if it has none. */
    static JsonNode errorOf(JsonNode json) {
        if (json.hasNonNull("error")) {
            return json.path("error");
        }
        for (JsonNode choice : json.path("choices")) {
            if (choice.hasNonNull("error")) {
                return choice.path("error");
            }
        }
        return NOTHING;
    }

    static ErrorReport report(JsonNode error, int httpStatus, Function<String, @Nullable String> headers, Instant now) {
        int status = ErrorStatus.of(error, httpStatus);
        String word = ErrorStatus.word(error);
        ErrorReport.Scope scope = scope(error);
        Instant retryAt = RetryTimes.of(error, headers, now);
        if (scope == ErrorReport.Scope.FREE_MODELS_DAY) {
            Instant reset = RetryTimes.reset(error, headers);
            retryAt = reset == null ? RetryTimes.nextMidnight(now) : reset;
        }
        JsonNode retryable = error.path("availability").path("retryable");
        return new ErrorReport(
                status,
                word.isEmpty() ? null : word,
                message(error),
                retryAt,
                retryable.isBoolean() ? (Boolean) retryable.booleanValue() : null,
                scope);
    }

    private static ErrorReport.Scope scope(JsonNode error) {
        String source = error.path("metadata").path("limit_source").asString("");
        String message = error.path("message").asString("");
        if (source.contains("free_tier_daily") || message.contains("free-models-per-day")) {
            return ErrorReport.Scope.FREE_MODELS_DAY;
        }
        if (source.contains("free_tier") || message.contains("free-models-per-")) {
            return ErrorReport.Scope.FREE_MODELS;
        }
        boolean upstream = error.path("metadata").hasNonNull("provider_name") || error.hasNonNull("availability");
        return upstream ? ErrorReport.Scope.UPSTREAM : ErrorReport.Scope.ACCOUNT;
    }

    private static @Nullable String message(JsonNode error) {
        JsonNode message = error.isString() ? error : error.path("message");
        return message.isString() ? message.stringValue() : null;
    }

    private static boolean hasAnswer(JsonNode json) {
        return !json.path("choices").isEmpty()
                || !json.path("provider").path("choices").isEmpty();
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
