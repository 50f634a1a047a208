package dev.sluice.openrouter.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.sluice.client.CallOptions;
import dev.sluice.openrouter.Answers;
import dev.sluice.openrouter.Wire;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.Tool;
import dev.sluice.openrouter.chat.ToolChoice;
import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ToolLoopTest {
    private static final ChatRequest QUESTION =
            ChatRequest.to("a/b").user("What does X cost?").build();
    private static final String REASONING =
            "[{\"type\":\"reasoning.text\",\"text\":\"hm\",\"signature\":\"s\",\"zz\":1},{\"type\":\"reasoning.encrypted\",\"data\":\"d\"}]";
    private static final ResponseDefinitionBuilder PRICE = calls(call("c1", "price", "{\"symbol\":\"X\"}"));

    private final VirtualTime time = VirtualTime.manual();
    private final Wire wire = new Wire(1);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void run_noToolCalled_isTheAnswer() {
        wire.answers(Answers.text("hi"));

        ToolLoopResult result = loop().run(QUESTION);

        assertThat(result.text()).isEqualTo("hi");
        assertThat(result.rounds()).isEqualTo(1);
        assertThat(result.conversation().messages()).hasSize(2);
        assertThat(sent(0).path("tools")).hasSize(6);
    }

    @Test
    void run_parallelCalls_areAnsweredInOrder_andEverythingGoesBackUnchanged() {
        wire.answers(
                calls(call("c2", "price", "{\"symbol\":\"Y\"}"), call("c1", "orders-of", "{\"account\":\"A\"}")),
                PRICE,
                Answers.text("done"));

        ToolLoopResult result = loop().run(QUESTION);

        JsonNode messages = sent(1).path("messages");
        assertThat(messages).hasSize(4);
        assertThat(messages.at("/1/reasoning_details"))
                .isEqualTo(OpenRouterJson.mapper().readTree(REASONING));
        assertThat(messages.at("/1/tool_calls/0/function/arguments").asString()).isEqualTo("{\"symbol\":\"Y\"}");
        assertThat(messages.path(2))
                .hasToString("{\"role\":\"tool\",\"content\":\"{\\\"Y\\\":1.10}\",\"tool_call_id\":\"c2\"}");
        assertThat(messages.path(3))
                .hasToString("{\"role\":\"tool\",\"content\":\"[\\\"A\\\"]\",\"tool_call_id\":\"c1\"}");
        assertThat(sent(2).path("messages")).hasSize(6);
        assertThat(result.rounds()).isEqualTo(3);
        assertThat(result.usage().cost()).isEqualTo(new BigDecimal("0.005"));
        assertThat(result.usage().totalTokens()).isEqualTo(13);
        assertThat(result.conversation().messages()).hasSize(7);
    }

    @Test
    void run_conversationThatGoesOn_offersItsToolsOnce() {
        wire.answers(Answers.text("hi"));
        ChatRequest mine =
                QUESTION.toBuilder().tool(Tool.server("openrouter:datetime")).build();

        ToolLoopResult first = loop().run(mine);
        loop().run(first.conversation().toBuilder().user("And Y?").build());

        assertThat(sent(1).path("tools")).isEqualTo(sent(0).path("tools")).hasSize(7);
        assertThat(sent(1).path("messages")).hasSize(3);
    }

    @Test
    void run_whateverGoesWrongInATool_isToldToTheModel_redacted() {
        wire.answers(
                calls(
                        call("c1", "prize", "{}"),
                        call("c2", "price", "{\"symbol\":"),
                        call("c3", "price", "{\"days\":1}"),
                        call("c4", "fail", "{}")),
                Answers.text("sorry"));

        loop().run(QUESTION);

        JsonNode messages = sent(1).path("messages");
        assertThat(error(messages, 2))
                .isEqualTo("no such tool (expected: one of await, breakDown, fail, orders-of, price, remember)");
        assertThat(error(messages, 3)).startsWith("$: no JSON at line 1");
        assertThat(error(messages, 4)).isEqualTo("$.symbol: missing (expected: a string)");
        assertThat(error(messages, 5))
                .startsWith("no line to the exchange, key ")
                .doesNotContain(Desk.SECRET)
                .doesNotContain("at dev.sluice");
    }

    @Test
    void run_failuresThrown_endTheLoop_andTheConversationCanGoOn() {
        wire.answers(PRICE, calls(call("c2", "price", "{\"symbol\":\"Y\"}"), call("c3", "fail", "")));

        ToolLoopException failure = catchThrowableOfType(
                ToolLoopException.class,
                () -> loop().failures(ToolFailures.THROWN).run(QUESTION));

        assertThat(failure).hasMessage("tool loop: tool fail failed").hasCauseInstanceOf(IOException.class);
        assertThat(failure.reason()).isEqualTo(ToolLoopException.Reason.TOOL);
        assertThat(failure.conversation().messages()).hasSize(3);
        assertThat(failure.usage().answers()).isEqualTo(2);
    }

    @Test
    void run_errorOfTheMachine_isNotToldButThrown() {
        wire.answers(calls(call("c1", "breakDown", "{}")));

        assertThatThrownBy(() -> loop().run(QUESTION)).isInstanceOf(StackOverflowError.class);
    }

    @Test
    void run_interruptedTool_endsTheLoop_andTheThreadStaysInterrupted() {
        wire.answers(calls(call("c1", "await", "{}")));

        ToolLoopException failure = catchThrowableOfType(ToolLoopException.class, () -> loop().run(QUESTION));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).hasMessage("tool loop: a tool was interrupted");
    }

    @Test
    void run_modelThatNeverStops_isBounded_withTheConversation() {
        wire.answers(PRICE);

        ToolLoopException failure = catchThrowableOfType(
                ToolLoopException.class, () -> loop().maxRounds(3).run(QUESTION));

        assertThat(wire.requests()).hasSize(3);
        assertThat(failure).hasMessage("tool loop: 3 rounds, and the model still calls tools (expected: an answer)");
        assertThat(failure.reason()).isEqualTo(ToolLoopException.Reason.ROUNDS);
        assertThat(failure.conversation().messages()).hasSize(5);
        assertThat(failure.conversation().messages().get(4).role()).isEqualTo("tool");
        assertThat(failure.usage().answers()).isEqualTo(3);
        assertThat(failure.usage().cost()).isEqualTo(new BigDecimal("0.006"));
    }

    @Test
    void run_boundNotSet_isEight() {
        wire.answers(PRICE);

        assertThatThrownBy(() -> loop().run(QUESTION)).hasMessageContaining("8 rounds");
        assertThat(wire.requests()).hasSize(8);
        assertThatIllegalArgumentException().isThrownBy(() -> loop().maxRounds(0));
    }

    @Test
    void run_toolChoice_isForTheFirstRoundOnly() {
        wire.answers(PRICE, Answers.text("hi"));

        loop().run(QUESTION.toBuilder().toolChoice(ToolChoice.REQUIRED).build());

        assertThat(sent(0).path("tool_choice").asString()).isEqualTo("required");
        assertThat(sent(1).path("tool_choice").asString()).isEqualTo("auto");
    }

    @Test
    void run_callsWithoutIds_getSome() {
        wire.answers(
                calls(
                        "{\"function\":{\"name\":\"price\",\"arguments\":\"{\\\"symbol\\\":\\\"X\\\"}\"},\"own\":1}",
                        call("c9", "remember", "{\"text\":\"t\"}")),
                Answers.text("hi"));

        loop().run(QUESTION);

        JsonNode messages = sent(1).path("messages");
        assertThat(messages.at("/1/tool_calls/0/id").asString()).isEqualTo("call_1_0");
        assertThat(messages.at("/1/tool_calls/0/own").asInt()).isEqualTo(1);
        assertThat(messages.at("/1/reasoning_details"))
                .isEqualTo(OpenRouterJson.mapper().readTree(REASONING));
        assertThat(messages.at("/2/tool_call_id").asString()).isEqualTo("call_1_0");
        assertThat(messages.at("/3/tool_call_id").asString()).isEqualTo("c9");
        assertThat(messages.at("/3/content").asString()).isEqualTo("done");
    }

    @Test
    void run_watcher_seesEachRoundWithTools() {
        List<ToolRound> rounds = new ArrayList<>();
        wire.answers(PRICE, PRICE, Answers.text("hi"));

        loop().onRound(rounds::add).run(QUESTION);

        assertThat(rounds).extracting(ToolRound::number).containsExactly(1, 2);
        assertThat(rounds.get(1).results()).hasSize(1);
        assertThat(rounds.get(1).answer().toolCalls()).hasSize(1);
    }

    @Test
    void run_deadlineOverWhileToolsAreDue_endsTheLoop_withTheConversation() {
        wire.answers(PRICE, calls(call("c2", "price", "{}"), call("c3", "price", "{}")));

        ToolLoopException failure = catchThrowableOfType(
                ToolLoopException.class,
                () -> within(
                        Duration.ofSeconds(8),
                        () -> loop(slowTool(Duration.ofSeconds(4))).run(QUESTION)));

        assertThat(failure).hasMessage("tool loop: deadline over after 2 rounds (expected: an answer within it)");
        assertThat(failure.reason()).isEqualTo(ToolLoopException.Reason.DEADLINE);
        assertThat(failure.conversation().messages()).hasSize(3);
    }

    @Test
    void run_deadlineOverBeforeTheNextRound_asksNoMore_andKeepsWhatTheToolsSaid() {
        wire.answers(PRICE);

        ToolLoopException failure = catchThrowableOfType(
                ToolLoopException.class,
                () -> within(
                        Duration.ofSeconds(8),
                        () -> loop(slowTool(Duration.ofSeconds(8))).run(QUESTION)));

        assertThat(failure.reason()).isEqualTo(ToolLoopException.Reason.DEADLINE);
        assertThat(failure.conversation().messages()).hasSize(3);
        assertThat(wire.requests()).hasSize(1);
    }

    private ToolSet slowTool(Duration lasting) {
        record None() {}
        return ToolSet.builder()
                .function("price", "Takes its time.", None.class, none -> {
                    time.advance(lasting);
                    return "1";
                })
                .build();
    }

    private static <T> T within(Duration bound, CallOptions.Work<T, RuntimeException> work) {
        return CallOptions.none().deadline(bound).call(work);
    }

    private ToolLoop loop() {
        return loop(ToolSet.of(new Desk()));
    }

    private ToolLoop loop(ToolSet tools) {
        return new ToolLoop(wire.client::chat, wire.client::chatStream, time, tools);
    }

    private JsonNode sent(int request) {
        return OpenRouterJson.mapper().readTree(wire.requests().get(request).getBody());
    }

    private static String error(JsonNode messages, int at) {
        return OpenRouterJson.mapper()
                .readTree(messages.path(at).path("content").asString())
                .path("error")
                .asString();
    }

    private static String call(String id, String name, String arguments) {
        return OpenRouterJson.mapper()
                .createObjectNode()
                .put("id", id)
                .put("type", "function")
                .<tools.jackson.databind.node.ObjectNode>set(
                        "function",
                        OpenRouterJson.mapper()
                                .createObjectNode()
                                .put("name", name)
                                .put("arguments", arguments))
                .toString();
    }

    private static ResponseDefinitionBuilder calls(String... calls) {
        return Answers.json(
                200,
                "{\"id\":\"gen-1\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":null,\"reasoning_details\":"
                        + REASONING
                        + ",\"tool_calls\":[" + String.join(",", calls)
                        + "]},\"finish_reason\":\"tool_calls\"}],\"usage\":{\"total_tokens\":5,\"cost\":0.002}}");
    }
}
