package dev.sluice.simulators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The Responses API: what the chat would say, as items, and the ways in which it is known to fail. A failure is the status of a body with HTTP status 200, or
 * one of three events; its own code is coarse, the precise word stands beside it (errors and debugging, August 2026). Streams are as recorded: {@code data:}
 * lines alone, comments among them, and {@code [DONE]}.
 */
final class OpenRouterResponses {
    private final Completions completions;
    private final Map<String, BiFunction<JsonNode, Completion, Answer>> shapes = new LinkedHashMap<>();

    OpenRouterResponses(Completions completions) {
        this.completions = completions;
        shapes.put("response-failed", (body, said) -> failed(body, said, "provider_unavailable", true));
        shapes.put("response-failed-key", (body, said) -> failed(body, said, "authentication", true));
        shapes.put("response-failed-bare", (body, said) -> failed(body, said, null, false));
        shapes.put("response-error", this::responseError);
        shapes.put("response-error-event", this::errorEvent);
        shapes.put("response-error-nested", this::nestedErrorEvent);
        shapes.put("response-error-first", this::errorFirst);
        shapes.put("response-incomplete", this::incomplete);
        shapes.put("response-panel-failed", this::panelFailed);
    }

    Set<String> names() {
        return shapes.keySet();
    }

    /** The answer of this shape, one of {@link #names()}. */
    Answer shape(String name, JsonNode body) {
        BiFunction<JsonNode, Completion, Answer> shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException(
                    "shape: " + name + " is unknown (expected one of " + shapes.keySet() + ")");
        }
        return shape.apply(body, completions.completion(asChat(body)));
    }

    Answer answer(JsonNode body) {
        if (body.path("store").asBoolean(false) || body.hasNonNull("previous_response_id")) {
            return OpenRouterErrors.of(400, "Stateful responses are not supported");
        }
        Completion said = completions.completion(asChat(body));
        return said.finish().equals("length") ? incomplete(body, said) : completed(body, said, List.of());
    }

    private Answer completed(JsonNode body, Completion said, List<Map<String, @Nullable Object>> amid) {
        Map<String, @Nullable Object> response = response(said, "completed");
        if (!Completions.isStreamed(body)) {
            return completions.whole(said, response);
        }
        List<Map<String, @Nullable Object>> events = opening(said);
        events.addAll(amid);
        events.add(Json.object("type", "response.completed", "response", response));
        return stream(said, events, Completions.DONE);
    }

    // ---- half an answer, and then the failure

    /** @param type the precise word; null if none is told */
    private Answer failed(JsonNode body, Completion said, @Nullable String type, boolean told) {
        Map<String, @Nullable Object> error =
                told ? Json.object("code", "server_error", "message", "Provider disconnected") : null;
        return failed(body, said.half(), error, type);
    }

    private Answer failed(
            JsonNode body, Completion half, @Nullable Map<String, @Nullable Object> error, @Nullable String type) {
        Map<String, @Nullable Object> response = response(half, "failed");
        response.put("error", error);
        if (type != null) {
            response.put("error_type", type);
        }
        return Completions.isStreamed(body)
                ? broken(half, Json.object("type", "response.failed", "response", response))
                : completions.whole(half, response);
    }

    private Answer responseError(JsonNode body, Completion said) {
        Map<String, @Nullable Object> error =
                Json.object("code", "rate_limit_exceeded", "message", "Rate limit exceeded");
        return Completions.isStreamed(body)
                ? broken(said.half(), Json.object("type", "response.error", "error", error))
                : failed(body, said.half(), error, "rate_limit_exceeded");
    }

    /** As the specification has it: code and message in the event itself. */
    private Answer errorEvent(JsonNode body, Completion said) {
        return Completions.isStreamed(body)
                ? broken(
                        said.half(),
                        Json.object(
                                "type",
                                "error",
                                "code",
                                "rate_limit_exceeded",
                                "message",
                                "Rate limit exceeded",
                                "param",
                                null))
                : responseError(body, said);
    }

    /** As the documentation has it: in an object of their own. */
    private Answer nestedErrorEvent(JsonNode body, Completion said) {
        Map<String, @Nullable Object> error =
                Json.object("code", "invalid_api_key", "message", "Invalid API key provided");
        return Completions.isStreamed(body)
                ? broken(said.half(), Json.object("type", "error", "error", error))
                : failed(body, said.half(), error, "authentication");
    }

    /** Before anything was said. */
    private Answer errorFirst(JsonNode body, Completion said) {
        Map<String, @Nullable Object> response = response(said, "failed");
        response.put("output", List.of());
        response.put("usage", null);
        response.put("error", Json.object("code", "server_error", "message", "Provider returned error"));
        response.put("error_type", "provider_overloaded");
        return Completions.isStreamed(body)
                ? stream(said, List.of(Json.object("type", "response.failed", "response", response)), "")
                : completions.whole(said, response);
    }

    private Answer broken(Completion half, Map<String, @Nullable Object> last) {
        List<Map<String, @Nullable Object>> events = opening(half);
        events.add(last);
        return stream(half, events, "");
    }

    // ---- what looks like a failure, and is none

    /** Errors of length become successes that end early. */
    private Answer incomplete(JsonNode body, Completion said) {
        Completion half = said.finish().equals("length") ? said : said.half();
        Map<String, @Nullable Object> response = response(half, "incomplete");
        response.put("incomplete_details", Json.object("reason", "max_output_tokens"));
        if (!Completions.isStreamed(body)) {
            return completions.whole(half, response);
        }
        List<Map<String, @Nullable Object>> events = opening(half);
        events.add(Json.object("type", "response.incomplete", "response", response));
        return stream(half, events, Completions.DONE);
    }

    /** One of the models that a server tool asked has failed, and its error is a text; the answer goes on without it. */
    private Answer panelFailed(JsonNode body, Completion said) {
        return completed(
                body,
                said,
                List.of(Json.object(
                        "type",
                        "response.fusion_call.panel.failed",
                        "item_id",
                        "st_fusion_1",
                        "output_index",
                        1,
                        "model",
                        said.model(),
                        "error",
                        "Upstream provider error",
                        "status_code",
                        502)));
    }

    // ---- on the wire

    /** Everything up to the end of the text. */
    private static List<Map<String, @Nullable Object>> opening(Completion said) {
        List<Map<String, @Nullable Object>> events = new ArrayList<>();
        Map<String, @Nullable Object> created = response(said, "in_progress");
        created.put("output", List.of());
        created.put("usage", null);
        events.add(Json.object("type", "response.created", "response", created));
        Map<String, @Nullable Object> item = message(said, "in_progress");
        item.put("content", List.of());
        events.add(Json.object("type", "response.output_item.added", "output_index", 0, "item", item));
        for (String piece : Completions.pieces(said.text())) {
            events.add(Json.object(
                    "type",
                    "response.output_text.delta",
                    "item_id",
                    "msg_" + said.id(),
                    "output_index",
                    0,
                    "content_index",
                    0,
                    "delta",
                    piece));
        }
        return events;
    }

    private Answer stream(Completion said, List<Map<String, @Nullable Object>> events, String ending) {
        for (int i = 0; i < events.size(); i++) {
            events.get(i).put("sequence_number", i);
        }
        return completions.events(said, completions.commented(events), ending);
    }

    private static Map<String, @Nullable Object> message(Completion said, String status) {
        return Json.object(
                "type",
                "message",
                "id",
                "msg_" + said.id(),
                "role",
                "assistant",
                "status",
                status,
                "content",
                List.of(Json.object("type", "output_text", "text", said.text(), "annotations", List.of())));
    }

    private static Map<String, @Nullable Object> response(Completion said, String status) {
        String itemStatus = status.equals("failed") ? "incomplete" : status;
        return Json.object(
                "id",
                said.id(),
                "object",
                "response",
                "created_at",
                said.created(),
                "model",
                said.model(),
                "status",
                status,
                "error",
                null,
                "incomplete_details",
                null,
                "output",
                List.of(message(said, itemStatus)),
                "store",
                false,
                "usage",
                usage(said));
    }

    private static Map<String, @Nullable Object> usage(Completion said) {
        return Json.object(
                "input_tokens",
                said.promptTokens(),
                "input_tokens_details",
                Json.object("cached_tokens", 0),
                "output_tokens",
                said.completionTokens(),
                "output_tokens_details",
                Json.object("reasoning_tokens", 0),
                "total_tokens",
                said.promptTokens() + said.completionTokens(),
                "cost",
                said.price(),
                "is_byok",
                false);
    }

    /** The chat that asks the same. */
    private static ObjectNode asChat(JsonNode body) {
        ObjectNode chat = JsonNodeFactory.instance.objectNode();
        chat.set("model", body.path("model"));
        if (body.path("max_output_tokens").isNumber()) {
            chat.set("max_tokens", body.path("max_output_tokens"));
        }
        ArrayNode messages = chat.putArray("messages");
        if (body.path("instructions").isString()) {
            messages.addObject().put("role", "system").set("content", body.path("instructions"));
        }
        JsonNode input = body.path("input");
        if (input.isString()) {
            messages.addObject().put("role", "user").set("content", input);
        } else {
            input.forEach(item -> {
                if (item.has("content")) {
                    messages.addObject()
                            .put("role", item.path("role").asString("user"))
                            .set("content", item.path("content"));
                }
            });
        }
        return chat;
    }
}
