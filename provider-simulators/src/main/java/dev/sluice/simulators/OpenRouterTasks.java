package dev.sluice.simulators;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What OpenRouter's simulator does beside chats: vectors, orders, images; bodies after recorded traffic where there is some. */
final class OpenRouterTasks {
    private static final int DIMENSIONS = 64;
    private static final int CHARS_PER_TOKEN = 4;
    private static final BigDecimal PRICE = new BigDecimal("0.00000002");

    /** One transparent pixel. */
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private final SimulatorOptions options;
    private final Completions completions;

    OpenRouterTasks(SimulatorOptions options, Completions completions) {
        this.options = options;
        this.completions = completions;
    }

    Answer embeddings(JsonNode body) {
        JsonNode input = body.path("input");
        List<String> texts = new ArrayList<>();
        if (input.isArray() && !input.path(0).isNumber()) {
            input.forEach(item -> texts.add(item.isString() ? item.stringValue() : item.toString()));
        } else {
            texts.add(input.isString() ? input.stringValue() : input.toString());
        }
        int dimensions = Math.max(1, body.path("dimensions").asInt(DIMENSIONS));
        List<Object> data = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            data.add(Json.object(
                    "object", "embedding", "index", i, "embedding", WordVectors.of(texts.get(i), dimensions)));
        }
        int tokens = texts.stream().mapToInt(OpenRouterTasks::tokens).sum();
        return completions.keptAlive(Json.text(Json.object(
                "object",
                "list",
                "data",
                data,
                "model",
                model(body),
                "provider",
                "Simulator",
                "usage",
                Json.object("prompt_tokens", tokens, "total_tokens", tokens, "cost", cost(tokens)),
                "id",
                id("emb"))));
    }

    Answer rerank(JsonNode body) {
        String query = body.path("query").asString("");
        JsonNode documents = body.path("documents");
        List<Map<String, @Nullable Object>> results = new ArrayList<>(IntStream.range(0, documents.size())
                .mapToObj(i -> result(query, i, documents.get(i)))
                .toList());
        results.sort(Comparator.comparing((Map<String, @Nullable Object> result) ->
                        (Double) java.util.Objects.requireNonNull(result.get("relevance_score")))
                .reversed());
        int top = Math.min(results.size(), Math.max(1, body.path("top_n").asInt(results.size())));
        int tokens = tokens(body.toString());
        return completions.keptAlive(Json.text(Json.object(
                "model",
                model(body),
                "results",
                results.subList(0, top),
                "usage",
                Json.object("total_tokens", tokens, "cost", cost(tokens)),
                "provider",
                "Simulator",
                "id",
                id("gen-rerank"))));
    }

    private static Map<String, @Nullable Object> result(String query, int index, JsonNode document) {
        String text = document.isString()
                ? document.stringValue()
                : document.path("text").asString("");
        return Json.object(
                "index",
                index,
                "relevance_score",
                WordVectors.likeness(query, text),
                "document",
                Json.object("text", text));
    }

    Answer images(JsonNode body) {
        Object usage = Json.object(
                "prompt_tokens",
                tokens(body.path("prompt").asString("")),
                "completion_tokens",
                1,
                "total_tokens",
                tokens(body.path("prompt").asString("")) + 1,
                "cost",
                new BigDecimal("0.04"),
                "is_byok",
                false);
        long created = options.time().instant().getEpochSecond();
        if (!Completions.isStreamed(body)) {
            return completions.keptAlive(Json.text(Json.object(
                    "created",
                    created,
                    "data",
                    List.of(Json.object("b64_json", PNG, "media_type", "image/png")),
                    "usage",
                    usage)));
        }
        return stream(List.of(
                Json.object("type", "image_generation.partial_image", "partial_image_index", 0, "b64_json", PNG),
                Json.object(
                        "type",
                        "image_generation.completed",
                        "b64_json",
                        PNG,
                        "media_type",
                        "image/png",
                        "created",
                        created,
                        "usage",
                        usage)));
    }

    private Answer stream(List<? extends Map<String, @Nullable Object>> events) {
        List<Answer.Part> parts = new ArrayList<>();
        parts.add(Answer.Part.of(Duration.ZERO, ": OPENROUTER PROCESSING\n\n"));
        events.forEach(event -> parts.add(Answer.Part.of(Duration.ZERO, Completions.event(event))));
        parts.add(Answer.Part.of(Duration.ZERO, Completions.DONE));
        return Answer.streamed("text/event-stream", parts);
    }

    private String id(String prefix) {
        return prefix + "-" + options.time().instant().getEpochSecond() + "-simulated";
    }

    private static String model(JsonNode body) {
        return body.path("model").asString("");
    }

    private static int tokens(String text) {
        return (text.length() + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }

    private static BigDecimal cost(int tokens) {
        return PRICE.multiply(BigDecimal.valueOf(tokens));
    }
}
