package dev.sluice.simulators;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Invented answers from the pages of {@link SearchIndex}, whole and streamed. A streamed answer is as recorded in November 2025: pieces of
 * text, the citations, the cost, and no end marker; a streamed search after the documentation.
 */
final class ExaAnswers {
    private static final BigDecimal COST = new BigDecimal("0.005");
    private static final BigDecimal CONTEXT_COST = new BigDecimal("0.025");
    private static final int CITATIONS = 3;
    private static final int PIECE_CHARS = 24;

    private final SearchIndex index;
    private final Duration pause;

    ExaAnswers(SimulatorOptions options, SearchIndex index) {
        this.index = index;
        this.pause = options.latency().min().dividedBy(4);
    }

    Sse stream() {
        return new Sse(pause);
    }

    Answer answer(JsonNode asked, String id) {
        if (asked.path("stream").asBoolean(false)) {
            Sse stream = text(asked, stream());
            return stream.data(Json.object("citations", citations(asked)))
                    .data(bill(id))
                    .answer();
        }
        return Answer.json(
                200,
                Json.object(
                        "requestId",
                        id,
                        "answer",
                        said(asked),
                        "citations",
                        citations(asked),
                        "costDollars",
                        cost(COST)));
    }

    private Object said(JsonNode asked) {
        return asked.path("outputSchema").isObject() ? Json.object("answer", words(asked)) : words(asked);
    }

    /** A search, with an answer written from it if an output schema asks for one. */
    Map<String, @Nullable Object> search(JsonNode asked, int count, String id) {
        Map<String, @Nullable Object> found = index.search(asked, count, id);
        if (asked.path("outputSchema").isObject()) {
            found.put("output", output(asked));
        }
        return found;
    }

    private Map<String, @Nullable Object> output(JsonNode asked) {
        return Json.object(
                "content", words(asked),
                "grounding",
                        List.of(Json.object("field", "content", "citations", sources(asked), "confidence", "high")));
    }

    private List<Map<String, @Nullable Object>> sources(JsonNode asked) {
        return index.pages(asked, 1).stream()
                .map(page -> Json.object("url", page.get("url"), "title", page.get("title")))
                .toList();
    }

    /** The pieces of an answer's text; of its JSON where it is an object. */
    Sse text(JsonNode asked, Sse stream) {
        Object answer = said(asked);
        List<String> pieces = pieces(answer instanceof String text ? text : Json.text(answer));
        for (int i = 0; i < pieces.size(); i++) {
            Map<String, @Nullable Object> choice =
                    Json.object("delta", Json.object("role", "assistant", "content", pieces.get(i)), "index", 0);
            if (i == pieces.size() - 1) {
                choice.put("finish_reason", "STOP");
            }
            stream.data(Json.object("provider", "vertex-ai", "choices", List.of(choice)));
        }
        return stream;
    }

    List<Map<String, @Nullable Object>> citations(JsonNode asked) {
        return index.pages(asked, CITATIONS);
    }

    Map<String, @Nullable Object> bill(String id) {
        return Json.object("costDollars", cost(COST), "requestId", id);
    }

    /** Only with an output schema: without one Exa answers whole. */
    Answer searchStream(JsonNode asked, int count, String id) {
        Map<String, @Nullable Object> found = search(asked, count, id);
        Map<String, @Nullable Object> output = output(asked);
        return searchText(asked, found)
                .data(Json.object(
                        "type", "grounding", "grounding", output.get("grounding"), "citations", sources(asked)))
                .data(Json.object(
                        "type",
                        "done",
                        "output",
                        output,
                        "searchTime",
                        found.get("searchTime"),
                        "costDollars",
                        found.get("costDollars")))
                .data("[DONE]")
                .answer();
    }

    /** The pages of a streamed search, and what is written from them. */
    Sse searchText(JsonNode asked, Map<String, @Nullable Object> found) {
        Sse stream = stream().data(Json.object("type", "results", "results", found.get("results")));
        for (String piece : pieces(words(asked))) {
            Object choice = Json.object("index", 0, "delta", Json.object("content", piece));
            stream.data(Json.object("type", "text-delta", "delta", piece, "choices", List.of(choice)));
        }
        return stream;
    }

    /** Costs as text that holds JSON, a limit as large as JavaScript's numbers go: both recorded in October 2025. */
    Answer context(JsonNode asked, String id) {
        String words = asked.path("query").asString();
        String response = "## " + words + "\n\nhttps://raw.githubusercontent.com/example/example/main/README.md\n\n"
                + words(asked);
        return Answer.json(
                        200,
                        Json.object(
                                "requestId",
                                id,
                                "query",
                                words,
                                "response",
                                response,
                                "resultsCount",
                                15,
                                "costDollars",
                                Json.text(cost(CONTEXT_COST)),
                                "searchTime",
                                new BigDecimal("3820.519279"),
                                "outputTokens",
                                response.length() / 4))
                .with("X-Ratelimit-Limit", "9007199254740991")
                .with("X-Ratelimit-Remaining", "9007199254740990");
    }

    private static Map<String, @Nullable Object> cost(BigDecimal total) {
        return Json.object("total", total, "search", Json.object("neural", total));
    }

    private String words(JsonNode asked) {
        return "On " + asked.path("query").asString().strip() + ": " + index.sentence(asked) + " ([source]("
                + index.pages(asked, 1).get(0).get("url") + "))\n";
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += PIECE_CHARS) {
            pieces.add(text.substring(from, Math.min(from + PIECE_CHARS, text.length())));
        }
        return pieces;
    }
}
