package dev.sluice.daytona;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Code and sentence of an error body, whatever its shape: the API's {@code message} (a text, or a list of them), the
 * toolbox's {@code code} or {@code error_code}, the terminal's {@code error} alone, the upload's {@code errors}, a bare
 * list, or nothing that can be read (the load balancer answers with HTML or not at all).
 *
 * @param code Daytona's own code, for example {@code FILE_NOT_FOUND}; null if it gave none
 * @param message the sentence, lists joined with {@code ", "}; empty if there is none
 */
record ErrorBody(@Nullable String code, String message) {

    static ErrorBody read(byte[] body) {
        JsonNode json = parse(body);
        JsonNode code = json.has("code") ? json.path("code") : json.path("error_code");
        String message = "";
        for (JsonNode candidate :
                new JsonNode[] {json.path("message"), json.path("errors"), json.path("error"), json}) {
            message = message.isEmpty() ? text(candidate) : message;
        }
        return new ErrorBody(code.isString() ? code.stringValue() : null, message);
    }

    private static String text(JsonNode node) {
        if (node.isArray()) {
            return node.valueStream()
                    .map(ErrorBody::text)
                    .filter(t -> !t.isEmpty())
                    .collect(Collectors.joining(", "));
        }
        return node.isString() ? node.stringValue() : "";
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode json = DaytonaJson.mapper().readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }
}
