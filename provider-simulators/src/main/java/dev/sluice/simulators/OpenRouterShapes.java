package dev.sluice.simulators;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The answers with HTTP status 200 that are not what they seem: OpenRouter sends the head, keeps the connection alive, and only then learns
 * that the model fails. Shapes after its documentation (errors and debugging, streaming), recorded streams and users' reports
 * (pydantic-ai 3994, 6900 and 6901, spring-ai 6908, aider 3550).
 */
final class OpenRouterShapes {
    /** The shape of a chat that is nearest to those of responses. */
    static final String HALF_AN_ANSWER = "choice-error";

    private static final String USER = "user_2simulatedsimulatedsimulat";
    private static final String JSON = "application/json";

    private final Completions completions;
    private final Generations generations;
    private final Map<String, BiFunction<JsonNode, Completion, Answer>> shapes = new LinkedHashMap<>();

    OpenRouterShapes(Completions completions, Generations generations) {
        this.completions = completions;
        this.generations = generations;
        shapes.put("error-body", this::errorBody);
        shapes.put("null-fields-error", this::nullFieldsError);
        shapes.put("null-fields", this::nullFields);
        shapes.put("nested-completion", this::nested);
        shapes.put("blank", this::blank);
        shapes.put("html", this::html);
        shapes.put(HALF_AN_ANSWER, this::choiceError);
        shapes.put("stream-error", (body, said) -> streamError(body, said, "error", 502));
        shapes.put("stream-error-word", (body, said) -> streamError(body, said, "error", "server_error"));
        shapes.put("stream-error-usage", this::streamErrorWithUsage);
        shapes.put("stream-error-bare", this::streamErrorBare);
        shapes.put("no-usage", this::noUsage);
        shapes.put("own-key", this::ownKey);
        shapes.put("mixed-calls", (body, said) -> completions.mixedCalls(body));
    }

    Set<String> names() {
        return shapes.keySet();
    }

    /** The answer of this shape to a request with a JSON body. */
    Answer answer(String name, JsonNode body) {
        BiFunction<JsonNode, Completion, Answer> shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException(
                    "shape: " + name + " is unknown (expected one of " + shapes.keySet() + ")");
        }
        return shape.apply(body, completions.completion(body));
    }

    // ---- no stream, whether one was asked for or not

    /** An error and nothing else; the most frequent. */
    private Answer errorBody(JsonNode body, Completion said) {
        return plain(body, said, Json.object("error", upstream(502), "user_id", USER));
    }

    private Answer nullFieldsError(JsonNode body, Completion said) {
        Map<String, @Nullable Object> fields = nulls();
        fields.put("error", Json.object("message", "Internal Server Error", "code", 500));
        fields.put("user_id", USER);
        return plain(body, said, fields);
    }

    private Answer nullFields(JsonNode body, Completion said) {
        return plain(body, said, nulls());
    }

    /** A good answer in the wrong place. */
    private Answer nested(JsonNode body, Completion said) {
        Map<String, @Nullable Object> fields = nulls();
        fields.put("provider", said.body());
        return plain(body, said, fields);
    }

    private Answer blank(JsonNode body, Completion said) {
        return completions.keptAlive(Completions.KEEP_ALIVE).with("X-Generation-Id", said.id());
    }

    private Answer html(JsonNode body, Completion said) {
        String page = "<!DOCTYPE html><html><head><title>openrouter.ai</title></head><body>Just a moment</body></html>";
        return Answer.streamed("text/html; charset=UTF-8", List.of(Answer.Part.of(Duration.ZERO, page)));
    }

    private Answer plain(JsonNode body, Completion said, Map<String, @Nullable Object> fields) {
        return Completions.isStreamed(body)
                ? Answer.bytes(200, JSON, Json.bytes(fields)).with("X-Generation-Id", said.id())
                : completions.whole(said, fields);
    }

    private static Map<String, @Nullable Object> nulls() {
        return Json.object(
                "id", null,
                "choices", null,
                "created", null,
                "model", null,
                "object", null,
                "service_tier", null,
                "system_fingerprint", null,
                "usage", null);
    }

    // ---- half an answer, and then an error

    private Answer choiceError(JsonNode body, Completion said) {
        if (Completions.isStreamed(body)) {
            return streamError(body, said, "error", 502);
        }
        Completion half = said.half();
        Map<String, @Nullable Object> choice = half.choice();
        choice.put("error", upstream(502));
        Map<String, @Nullable Object> fields = half.body();
        fields.put("choices", List.of(choice));
        return completions.whole(half, fields);
    }

    private Answer streamError(JsonNode body, Completion said, @Nullable String finish, Object code) {
        if (!Completions.isStreamed(body)) {
            return choiceError(body, said);
        }
        Completion half = said.half();
        Map<String, @Nullable Object> chunk = half.chunk("", finish);
        chunk.put("error", Json.object("code", code, "message", "Provider disconnected"));
        return completions.events(half, completions.opening(half), Completions.event(chunk));
    }

    /** As recorded of a model that reached its limit: a finish reason first, then the error beside the usage, and the end as if all were well. */
    private Answer streamErrorWithUsage(JsonNode body, Completion said) {
        if (!Completions.isStreamed(body)) {
            return choiceError(body, said);
        }
        Completion half = said.half();
        Map<String, @Nullable Object> chunk = half.chunk("", null);
        chunk.put("error", Json.object("code", 400, "message", "Token limit reached"));
        chunk.put("usage", half.usage());
        String end = Completions.event(half.chunk("", "length")) + Completions.event(chunk) + Completions.DONE;
        return completions.events(half, completions.opening(half), end);
    }

    private Answer streamErrorBare(JsonNode body, Completion said) {
        if (!Completions.isStreamed(body)) {
            return errorBody(body, said);
        }
        Map<String, @Nullable Object> chunk = Json.object("id", said.id(), "error", upstream(429), "user_id", USER);
        return completions.events(said, new ArrayList<>(), Completions.event(chunk));
    }

    private static Map<String, @Nullable Object> upstream(int code) {
        return Json.object(
                "message",
                "Provider returned error",
                "code",
                code,
                "metadata",
                Json.object("raw", "{\"error\":{\"message\":\"overloaded\"}}", "provider_name", "Simulator"));
    }

    // ---- good answers with an unusual bill

    private Answer noUsage(JsonNode body, Completion said) {
        if (Completions.isStreamed(body)) {
            String end = Completions.event(said.chunk("", said.finish())) + Completions.DONE;
            return completions.events(said, completions.opening(said), end);
        }
        Map<String, @Nullable Object> fields = said.body();
        fields.remove("usage");
        return completions.whole(said, fields);
    }

    private Answer ownKey(JsonNode body, Completion said) {
        generations.add(said, true);
        if (Completions.isStreamed(body)) {
            Map<String, @Nullable Object> usage = said.chunk("", said.finish());
            usage.put("usage", said.ownKeyUsage());
            return completions.events(said, completions.opening(said), Completions.event(usage) + Completions.DONE);
        }
        Map<String, @Nullable Object> fields = said.body();
        fields.put("usage", said.ownKeyUsage());
        return completions.whole(said, fields);
    }
}
