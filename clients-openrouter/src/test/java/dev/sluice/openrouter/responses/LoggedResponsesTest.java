package dev.sluice.openrouter.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.error.InvalidRequestException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.openrouter.Answers;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.openrouter.Wire;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Responses are logged as chats are: by one line, whichever way they are asked for and however they end. */
class LoggedResponsesTest {
    private static final ResponseRequest HELLO = ResponseRequest.to("a/b")
            .instructions("be brief")
            .input("hello")
            .temperature(0.2)
            .maxOutputTokens(50)
            .build();
    private static final String USAGE =
            "{\"input_tokens\":5,\"output_tokens\":2,\"total_tokens\":7,\"cost\":0.001,\"is_byok\":true,"
                    + "\"cost_details\":{\"upstream_inference_cost\":0.02},"
                    + "\"input_tokens_details\":{\"cached_tokens\":3},\"output_tokens_details\":{\"reasoning_tokens\":1}}";
    private static final String SAID =
            "[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"Hello\"}]}]";
    private static final String CALL =
            "{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"trade\",\"arguments\":\"{\\\"side\\\":\\\"BUY\\\"}\"}";
    private static final String CREATED = event("response.created", response("in_progress", "[]", "null"));
    private static final String COMPLETED = event("response.completed", response("completed", SAID, USAGE));
    private static final String DONE = "data: [DONE]";

    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final LlmCompletionLogger logger =
            LlmCompletionLogger.builder().events(events::add).build();
    private final Wire wire = new Wire(1);
    private final OpenRouterClient client = wire.client.logged(logger.market(Map.of("symbol", "BTC-USD")));

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void create_isLoggedWithItsTokensAndCost() {
        wire.answersAt("/responses", Answers.json(200, Answers.KEEP_ALIVE + response("completed", SAID, USAGE)));
        client.responses().create(HELLO);

        assertThat(request())
                .containsEntry("model", "a/b")
                .containsEntry("temperature", 0.2)
                .containsEntry("max_tokens", 50)
                .containsEntry("prompt_preview", "instructions: be brief\n\nuser: hello")
                .containsEntry("market_context", Map.of("symbol", "BTC-USD"));
        assertThat(response())
                .containsEntry("request_id", request().get("request_id"))
                .containsEntry("success", true)
                .containsEntry("response_preview", "Hello")
                .containsEntry("finish_reason", "completed")
                .containsEntry("served_model", "served/model")
                .containsEntry("cost_estimate_usd", new BigDecimal("0.021"))
                .containsEntry("cost_source", "provider")
                .containsEntry(
                        "token_usage",
                        Map.of(
                                "prompt_tokens", 5L,
                                "completion_tokens", 2L,
                                "total_tokens", 7L,
                                "cached_tokens", 3L,
                                "reasoning_tokens", 1L));
        assertThat(wire.call().requestId()).isEqualTo(request().get("request_id"));
    }

    @Test
    void create_incomplete_isLoggedWithItsReason() {
        wire.answersAt(
                "/responses",
                Answers.json(
                        200,
                        response("incomplete", SAID, USAGE)
                                .replace(
                                        "\"object\"",
                                        "\"incomplete_details\":{\"reason\":\"max_output_tokens\"},\"object\"")));
        client.responses().create(HELLO);

        assertThat(response()).containsEntry("success", true).containsEntry("finish_reason", "max_output_tokens");
    }

    @Test
    void create_conversation_isShownByRoles_andItsCallsAsJson() {
        wire.answersAt("/responses", Answers.json(200, response("completed", "[" + CALL + "]", USAGE)));
        client.responses()
                .create(ResponseRequest.to("a/b")
                        .add(List.of(
                                ResponseItem.system("be brief"),
                                ResponseItem.user(List.of(ResponsePart.text("hel"), ResponsePart.text("lo"))),
                                ResponseItem.functionResult("c0", "42")))
                        .build());

        assertThat(request())
                .containsEntry("prompt_preview", "system: be brief\n\nuser: hello\n\nfunction_call_output: 42");
        assertThat(String.valueOf(response().get("response_preview"))).contains("trade", "BUY");
    }

    @Test
    void create_oneItemAndAnyModel_isItsTextAlone() {
        wire.answersAt("/responses", Answers.json(200, response("completed", SAID, "null")));
        client.responses()
                .create(new ResponseRequestBuilder()
                        .add(List.of(ResponseItem.user("hello")))
                        .build());

        assertThat(request()).containsEntry("prompt_preview", "hello").containsEntry("model", "openrouter/auto");
        assertThat(response()).containsEntry("success", true).containsEntry("usage_missing", true);
    }

    @Test
    void create_thatFails_isLoggedAsAFailure() {
        wire.answersAt("/responses", Answers.json(400, "{\"error\":{\"code\":400,\"message\":\"no\"}}"));
        catchThrowableOfType(ResponseException.class, () -> client.responses().create(HELLO));

        assertThat(response())
                .containsEntry("success", false)
                .containsEntry("error_type", InvalidRequestException.class.getName())
                .containsEntry("usage_missing", true)
                .containsEntry("cost_source", "unknown");
    }

    @Test
    void stream_isLoggedAtItsEnd_withTheRequestIdOfItsCall() {
        wire.answersAt("/responses", Answers.stream(CREATED, delta("Hel"), delta("lo"), COMPLETED, DONE));
        String requestId;
        try (ResponseStream stream = client.responses().stream(HELLO)) {
            assertThat(events).hasSize(1);
            stream.forEach(event -> {});
            requestId = stream.requestId();
        }

        assertThat(response())
                .containsEntry("request_id", requestId)
                .containsEntry("success", true)
                .containsEntry("response_preview", "Hello")
                .containsEntry("served_model", "served/model")
                .containsEntry("finish_reason", "completed")
                .containsEntry("cost_estimate_usd", new BigDecimal("0.021"))
                .doesNotContainKey("usage_missing");
        assertThat(request()).containsEntry("request_id", requestId);
        assertThat(wire.call().requestId()).isEqualTo(requestId);
    }

    @Test
    void stream_completedWithoutItsOutput_isLoggedWithThePieces() {
        wire.answersAt(
                "/responses",
                Answers.stream(
                        CREATED,
                        delta("Hello"),
                        event("response.completed", response("completed", "[]", USAGE)),
                        DONE));
        client.responses().stream(HELLO).toResponse();

        assertThat(response()).containsEntry("response_preview", "Hello");
    }

    @Test
    void stream_thatBreaksOff_isLoggedWithWhatCameOfIt() {
        wire.answersAt("/responses", Answers.stream(CREATED, delta("par"), delta("tial")));
        try (ResponseStream stream = client.responses().stream(HELLO)) {
            catchThrowableOfType(TruncatedStreamException.class, stream::toResponse);
        }

        assertThat(response())
                .containsEntry("success", false)
                .containsEntry("error_type", TruncatedStreamException.class.getName())
                .containsEntry("response_preview", "partial")
                .containsEntry("served_model", "served/model")
                .containsEntry("usage_missing", true)
                .doesNotContainKey("finish_reason");
    }

    @Test
    void stream_thatBreaksOffAfterACall_showsTheCall() {
        wire.answersAt(
                "/responses",
                Answers.stream(
                        CREATED,
                        "data: {\"type\":\"response.output_item.added\",\"item\":" + CALL + "}",
                        "data: {\"type\":\"response.output_item.done\",\"item\":" + CALL + "}"));
        try (ResponseStream stream = client.responses().stream(HELLO)) {
            catchThrowableOfType(TruncatedStreamException.class, stream::toResponse);
        }

        assertThat(String.valueOf(response().get("response_preview"))).containsOnlyOnce("trade");
    }

    @Test
    void stream_thatFails_isLoggedWithTextAndUsageUntilThen_onceHoweverOftenItIsAsked() {
        String failed = response("failed", "[]", USAGE)
                .replace("\"object\"", "\"error\":{\"code\":\"server_error\",\"message\":\"gone\"},\"object\"");
        wire.answersAt("/responses", Answers.stream(CREATED, delta("partial"), event("response.failed", failed)));
        try (ResponseStream stream = client.responses().stream(HELLO)) {
            catchThrowableOfType(ResponseException.class, stream::toResponse);
            catchThrowableOfType(ResponseException.class, stream::toResponse);

            assertThat(stream.response()).map(Response::status).contains("failed");
            assertThat(stream.besideError()).isNotNull();
        }

        assertThat(response())
                .containsEntry("success", false)
                .containsEntry("response_preview", "partial")
                .containsEntry("cost_estimate_usd", new BigDecimal("0.021"))
                .doesNotContainKey("usage_missing");
        assertThat(logger.snapshot().totalCostUsd()).isEqualByComparingTo("0.021");
    }

    @Test
    void stream_thatNeverBegins_isLoggedAsAFailure() {
        wire.answersAt("/responses", Answers.json(400, "{\"error\":{\"code\":400,\"message\":\"no\"}}"));
        catchThrowableOfType(ResponseException.class, () -> client.responses().stream(HELLO));

        assertThat(response()).containsEntry("success", false);
    }

    @Test
    void stream_closedEarly_isCancelled() {
        wire.answersAt("/responses", Answers.stream(CREATED, delta("a"), delta("b"), COMPLETED, DONE));
        try (ResponseStream stream = client.responses().stream(HELLO)) {
            stream.iterator().next();
            stream.iterator().next();
        }

        assertThat(response())
                .containsEntry("success", false)
                .containsEntry("error_type", "cancelled")
                .containsEntry("response_preview", "a");
        assertThat(events.get(1).level()).isEqualTo(Level.WARN);
    }

    @Test
    void stream_closedAfterItsLastEvent_isWhole() {
        wire.answersAt("/responses", Answers.stream(delta("Hello"), COMPLETED, DONE));
        try (ResponseStream stream = client.responses().stream(HELLO)) {
            stream.iterator().next();
            stream.iterator().next();
        }

        assertThat(response()).containsEntry("success", true).containsEntry("finish_reason", "completed");
    }

    private Map<String, Object> request() {
        return events.get(0).fields();
    }

    private Map<String, Object> response() {
        assertThat(events).hasSize(2);
        assertThat(events.get(1).eventType()).isEqualTo("completion_response");
        return events.get(1).fields();
    }

    private static String response(String status, String output, String usage) {
        return "{\"id\":\"gen-1\",\"object\":\"response\",\"model\":\"served/model\",\"status\":\"" + status
                + "\",\"output\":" + output + ",\"usage\":" + usage + "}";
    }

    private static String event(String type, String response) {
        return "data: {\"type\":\"" + type + "\",\"response\":" + response + "}";
    }

    private static String delta(String text) {
        return "data: {\"type\":\"response.output_text.delta\",\"delta\":\"" + text + "\"}";
    }
}
