package dev.sluice.simulators;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Exa's answers with HTTP status 200 that break naive clients: citations cut over two events (recorded in November 2025), the text
 * {@code "null"} in their place, an error or no cost at a stream's end, a whole answer sent as a stream (its own JavaScript client), text
 * that is taken back.
 */
final class ExaShapes {
    private final ExaAnswers answers;
    private final Map<String, BiFunction<JsonNode, String, Answer>> shapes = new LinkedHashMap<>();

    ExaShapes(ExaAnswers answers) {
        this.answers = answers;
        shapes.put("split-payload", this::splitPayload);
        shapes.put(
                "null-citations",
                (asked, id) -> text(asked)
                        .data(Json.object("citations", "null"))
                        .data(answers.bill(id))
                        .answer());
        shapes.put("comments", this::comments);
        shapes.put("stream-error", this::streamError);
        shapes.put("stream-without-cost", (asked, id) -> text(asked).answer());
        shapes.put("stream-reset", this::streamReset);
        shapes.put("search-error", this::searchError);
        shapes.put("as-stream", this::asStream);
        shapes.put("as-stream-error", this::asStreamError);
    }

    Set<String> names() {
        return shapes.keySet();
    }

    /** The answer of this shape to a question. */
    Answer answer(String name, JsonNode asked, String id) {
        BiFunction<JsonNode, String, Answer> shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("shape: " + name + " is unknown (expected one of " + names() + ")");
        }
        return shape.apply(asked, id);
    }

    private Sse text(JsonNode asked) {
        return answers.text(asked, answers.stream());
    }

    /** Cut in the midst of a word, and gone on with as if nothing had been. */
    private Answer splitPayload(JsonNode asked, String id) {
        String citations = Json.text(Json.object("citations", answers.citations(asked)));
        int cut = citations.indexOf("title") + 12;
        return text(asked)
                .data(citations.substring(0, cut))
                .data(citations.substring(cut))
                .data(answers.bill(id))
                .answer();
    }

    private Answer comments(JsonNode asked, String id) {
        Sse stream = answers.stream().comment("keep-alive").comment("keep-alive");
        return answers.text(asked, stream)
                .comment("keep-alive")
                .data(Json.object("citations", answers.citations(asked)))
                .comment("keep-alive")
                .data(answers.bill(id))
                .answer();
    }

    private Answer streamError(JsonNode asked, String id) {
        Object error = Json.object("code", 500, "message", "Upstream failed");
        return text(asked)
                .data(Json.object("tag", "ERROR", "payload", Json.object("error", error, "requestId", id)))
                .answer();
    }

    private Answer streamReset(JsonNode asked, String id) {
        return answers.stream()
                .data(Json.object("type", "text-delta", "delta", "Never mind"))
                .data(Json.object("type", "stream-reset", "streamReset", true))
                .data(Json.object("type", "text-delta", "delta", "Hello"))
                .data(Json.object(
                        "type", "done", "costDollars", answers.bill(id).get("costDollars")))
                .data("[DONE]")
                .answer();
    }

    private Answer searchError(JsonNode asked, String id) {
        Object error = Json.object("message", "Output could not be written");
        return answers.searchText(asked, answers.search(asked, 1, id))
                .data(Json.object("type", "error", "error", error))
                .answer();
    }

    private Answer asStream(JsonNode asked, String id) {
        Map<String, @Nullable Object> whole = Json.object("requestId", id, "results", answers.citations(asked));
        return answers.stream()
                .data(Json.object("tag", "progress"))
                .data(Json.object("tag", "complete", "data", whole))
                .answer();
    }

    private Answer asStreamError(JsonNode asked, String id) {
        Object error = Json.object("message", "Could not finish");
        return answers.stream()
                .data(Json.object("tag", "progress"))
                .data(Json.object("tag", "error", "error", error))
                .answer();
    }
}
