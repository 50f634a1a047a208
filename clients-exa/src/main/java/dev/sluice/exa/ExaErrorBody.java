package dev.sluice.exa;

import dev.sluice.exa.internal.ExaJson;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What an error body of Exa says, in whichever of its shapes: {@code {requestId, error, tag}} · {@code {error}} · {@code {error: {type, code,
 * message}, requestId}} · {@code {statusCode, message, error, path}} · anything that is no JSON object, which says nothing.
 *
 * @param code Exa's word; null if there is none, or it is no single word
 * @param message Exa's explanation
 * @param requestId Exa's id of the call
 */
record ExaErrorBody(
        @Nullable String code,
        @Nullable String message,
        @Nullable String requestId) {
    private static final ExaErrorBody SILENT = new ExaErrorBody(null, null, null);
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");

    static ExaErrorBody parse(byte[] body) {
        try {
            return of(ExaJson.MAPPER.readTree(body));
        } catch (JacksonException notJson) {
            // Gateways answer in HTML or with nothing (exa-js issues 139 and 92).
            return SILENT;
        }
    }

    static ExaErrorBody of(JsonNode root) {
        String requestId = text(root.path("requestId"));
        JsonNode error = root.path("error");
        if (error.isObject()) {
            String code = word(error.path("code"));
            return new ExaErrorBody(
                    code != null ? code : word(error.path("type")), text(error.path("message")), requestId);
        }
        String message = text(root.path("message"));
        return new ExaErrorBody(word(root.path("tag")), message != null ? message : text(error), requestId);
    }

    private static @Nullable String word(JsonNode node) {
        return node.isString() && WORD.matcher(node.stringValue()).matches() ? node.stringValue() : null;
    }

    /** Text, or the texts of a list in one: validation errors come as lists. */
    private static @Nullable String text(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .collect(Collectors.joining("; "));
        }
        return node.isString() ? node.stringValue() : null;
    }
}
