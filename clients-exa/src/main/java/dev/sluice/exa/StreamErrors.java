package dev.sluice.exa;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.stream.SseEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Errors inside streams, after HTTP 200: {@code {tag: "ERROR", payload: {error: {code, message}, requestId}}} on {@code /answer},
 * {@code {type: "error", error: {message}}} on {@code /search}, {@code {tag: "error", error: {message}}} where a whole answer comes as a
 * stream, and {@code event: error}. Exa's own clients take the first for a clean end.
 */
final class StreamErrors {
    private static final int UNKNOWN = 500;

    private StreamErrors() {}

    /** What an event's error means; null if it is none. */
    static @Nullable Classification in(SseEvent event, JsonNode tree) {
        if (!isError(event, tree)) {
            return null;
        }
        JsonNode told = tree.path("payload").isObject() ? tree.path("payload") : tree;
        ExaErrorBody error = ExaErrorBody.of(told);
        int status = status(told);
        Classification meaning = Classification.of(status)
                .code(isKind(error.code()) ? null : error.code())
                .message(error.message())
                .providerRequestId(error.requestId());
        return ExaClassifier.isNotProcessed(status, error) ? meaning.notProcessed() : meaning;
    }

    /** An agent's run that failed has an {@code error} too, as part of the run: there the event's name decides. */
    private static boolean isError(SseEvent event, JsonNode tree) {
        return event.type().equals("error")
                || tree.path("tag").asString("").equalsIgnoreCase("error")
                || tree.path("type").asString("").equals("error")
                || (event.type().equals("message") && tree.hasNonNull("error"));
    }

    /** The word that marks the event, and says nothing about the error. */
    private static boolean isKind(@Nullable String word) {
        return "error".equalsIgnoreCase(word);
    }

    private static int status(JsonNode told) {
        for (JsonNode code :
                new JsonNode[] {told.path("error").path("code"), told.path("statusCode"), told.path("code")}) {
            // Any number or text, of any size: not one that cannot be a status.
            if (code.isNumber() || code.isString()) {
                double number = code.asDouble(0);
                if (number >= 400 && number <= 599) {
                    return (int) number;
                }
            }
        }
        return UNKNOWN;
    }
}
