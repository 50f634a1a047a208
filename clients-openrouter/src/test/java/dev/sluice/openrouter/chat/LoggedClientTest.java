package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.error.InvalidRequestException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.EventSink;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

/** Completions are logged by one line, whichever way they are asked for and however they end. */
class LoggedClientTest {
    private static final ChatRequest HELLO = ChatRequest.to("a/b")
            .system("be brief")
            .user("hello")
            .temperature(0.2)
            .maxTokens(50)
            .build();
    private static final String USAGE =
            "{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7,\"cost\":0.002,"
                    + "\"prompt_tokens_details\":{\"cached_tokens\":3},\"completion_tokens_details\":{\"reasoning_tokens\":1}}";
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

    private Map<String, Object> request() {
        return events.get(0).fields();
    }

    private Map<String, Object> response() {
        assertThat(events).hasSize(2);
        assertThat(events.get(1).eventType()).isEqualTo("completion_response");
        return events.get(1).fields();
    }

    @Test
    void chat_isLoggedWithItsTokensAndCost() {
        wire.answers(Answers.text("Hello"));
        client.chat(HELLO);

        assertThat(request())
                .containsEntry("model", "a/b")
                .containsEntry("temperature", 0.2)
                .containsEntry("max_tokens", 50)
                .containsEntry("prompt_preview", "system: be brief\n\nuser: hello")
                .containsEntry("market_context", Map.of("symbol", "BTC-USD"));
        assertThat(response())
                .containsEntry("success", true)
                .containsEntry("response_preview", "Hello")
                .containsEntry("finish_reason", "stop")
                .containsEntry("served_model", "a/b")
                .containsEntry("cost_estimate_usd", new BigDecimal("0.001"))
                .containsEntry("cost_source", "provider");
        assertThat(wire.call().requestId()).isEqualTo(request().get("request_id"));
    }

    @Test
    void chat_onTheUsersOwnKey_costsBothBills() {
        wire.answers(
                Answers.json(
                        200,
                        Answers.completion("x")
                                .replace(
                                        "\"cost\":0.001",
                                        "\"cost\":0.001,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":0.02}")));
        client.chat(HELLO);

        assertThat(response()).containsEntry("cost_estimate_usd", new BigDecimal("0.021"));
    }

    @Test
    void chat_thatFails_isLoggedAsAFailure() {
        wire.answers(Answers.json(400, "{\"error\":{\"code\":400,\"message\":\"no\"}}"));
        catchThrowableOfType(ResponseException.class, () -> client.chat(HELLO));

        assertThat(response())
                .containsEntry("success", false)
                .containsEntry("error_type", InvalidRequestException.class.getName())
                .containsEntry("usage_missing", true)
                .containsEntry("cost_source", "unknown");
    }

    /** In most recorded streams the usage's chunk has a choice that repeats the finish reason; in the newest it has none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[],\"usage\":%s}",
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":%s}"
            })
    void stream_usageOfTheLastChunk_isLogged(String usageChunk) {
        wire.answers(Answers.stream(
                Answers.piece("Hel"),
                Answers.piece("lo"),
                Answers.finish("stop"),
                "data: " + usageChunk.formatted(USAGE),
                DONE));
        String requestId;
        try (ChatStream stream = client.chatStream(HELLO)) {
            assertThat(events).hasSize(1);
            stream.forEach(chunk -> {});
            requestId = stream.requestId();
        }

        assertThat(response())
                .containsEntry("request_id", requestId)
                .containsEntry("success", true)
                .containsEntry("response_preview", "Hello")
                .containsEntry("cost_estimate_usd", new BigDecimal("0.002"))
                .containsEntry(
                        "token_usage",
                        Map.of(
                                "prompt_tokens", 5L,
                                "completion_tokens", 2L,
                                "total_tokens", 7L,
                                "cached_tokens", 3L,
                                "reasoning_tokens", 1L))
                .doesNotContainKey("usage_missing");
        logger.decision(logger.decisionOn(requestId, "LONG", "momentum"));
        assertThat(events.get(2).fields()).containsEntry("request_id", requestId);
    }

    @Test
    void stream_withoutUsage_saysThatItIsMissing() {
        wire.answers(Answers.stream(Answers.piece("a"), Answers.finish("stop"), DONE));
        client.chatStream(HELLO).toCompletion();

        assertThat(response())
                .containsEntry("success", true)
                .containsEntry("usage_missing", true)
                .doesNotContainKeys("token_usage", "cost_estimate_usd");
    }

    @Test
    void stream_thatBreaksOff_isLoggedWithWhatCameOfIt() {
        wire.answers(Answers.stream(
                Answers.piece("par"), Answers.piece("tial"), "data: {\"choices\":[],\"usage\":" + USAGE + "}"));
        try (ChatStream stream = client.chatStream(HELLO)) {
            catchThrowableOfType(TruncatedStreamException.class, stream::toCompletion);
        }

        assertThat(response())
                .containsEntry("success", false)
                .containsEntry("error_type", TruncatedStreamException.class.getName())
                .containsEntry("response_preview", "partial")
                .containsEntry("cost_estimate_usd", new BigDecimal("0.002"));
        assertThat(logger.snapshot().totalCostUsd()).isEqualByComparingTo("0.002");
    }

    @Test
    void stream_usageBesideAnError_isLogged_onceHoweverOftenItIsAsked() {
        wire.answers(Answers.stream(
                Answers.piece("par"),
                Answers.piece("tial"),
                "data: {\"error\":{\"code\":502,\"message\":\"gone\"},\"choices\":[{\"index\":0,\"delta\":{\"content\":\"!\"},"
                        + "\"finish_reason\":\"error\"}],\"usage\":" + USAGE + "}"));
        try (ChatStream stream = client.chatStream(HELLO)) {
            catchThrowableOfType(ResponseException.class, stream::toCompletion);
            catchThrowableOfType(ResponseException.class, stream::toCompletion);

            assertThat(stream.soFar().text()).isEqualTo("partial!");
        }

        assertThat(response())
                .containsEntry("success", false)
                .containsEntry("response_preview", "partial!")
                .containsEntry("cost_estimate_usd", new BigDecimal("0.002"))
                .doesNotContainKey("usage_missing");
    }

    @Test
    void stream_thatNeverBegins_isLoggedAsAFailure() {
        wire.answers(Answers.json(400, "{\"error\":{\"code\":400,\"message\":\"no\"}}"));
        catchThrowableOfType(ResponseException.class, () -> client.chatStream(HELLO));

        assertThat(response()).containsEntry("success", false);
    }

    @Test
    void stream_closedEarly_isCancelled() {
        wire.answers(Answers.stream(Answers.piece("a"), Answers.piece("b"), Answers.finish("stop"), DONE));
        try (ChatStream stream = client.chatStream(HELLO)) {
            stream.iterator().next();
        }

        assertThat(response())
                .containsEntry("success", false)
                .containsEntry("error_type", "cancelled")
                .containsEntry("response_preview", "a");
        assertThat(events.get(1).level()).isEqualTo(Level.WARN);
    }

    @Test
    void stream_closedAfterItsFinishReason_isWhole() {
        wire.answers(Answers.stream(Answers.piece("a"), Answers.finish("stop"), DONE));
        try (ChatStream stream = client.chatStream(HELLO)) {
            stream.iterator().next();
            stream.iterator().next();
        }

        assertThat(response()).containsEntry("success", true).containsEntry("usage_missing", true);
    }

    @Test
    void chat_thatOnlyCallsTools_showsTheCalls() {
        wire.answers(
                Answers.json(
                        200,
                        "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"t1\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"trade\",\"arguments\":\"{\\\"side\\\":\\\"BUY\\\"}\"}}]},\"finish_reason\":\"tool_calls\"}]}"));
        client.chat(HELLO);

        assertThat(String.valueOf(response().get("response_preview"))).contains("trade", "BUY");
    }

    @Test
    void sinkThatThrows_leavesTheCallAlone() {
        wire.answers(Answers.text("Hello"));
        EventSink broken = event -> {
            throw new IllegalStateException("no sink");
        };

        assertThat(wire.client
                        .logged(LlmCompletionLogger.builder().events(broken).build())
                        .chat(HELLO)
                        .text())
                .isEqualTo("Hello");
    }
}
