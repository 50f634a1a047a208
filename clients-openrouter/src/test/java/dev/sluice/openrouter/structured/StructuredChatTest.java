package dev.sluice.openrouter.structured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.CallOptions;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.openrouter.Answers;
import dev.sluice.openrouter.Wire;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.openrouter.structured.Bets.Bet;
import dev.sluice.openrouter.structured.Bets.Open;
import dev.sluice.testsupport.VirtualTime;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class StructuredChatTest {
    private static final ChatRequest QUESTION =
            ChatRequest.to("a/b").user("What do you bet?").build();
    private static final String BAD = "{\"side\":\"HOLD\",\"note\":\"" + Wire.CANARY + "\"}";

    private final VirtualTime time = VirtualTime.manual();
    private final Wire wire = new Wire(1);
    private final StructuredChat<Bet> bets = new StructuredChat<>(wire.client::chat, time, Bet.class);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void ask_goodAnswer_isTheRecord_andTheSchemaWasSent() {
        wire.answers(Answers.text(quoted(Bets.GOOD)));

        StructuredAnswer<Bet> answer = bets.ask(QUESTION);

        assertThat(answer.value().size()).isEqualTo(3);
        assertThat(answer.isRepaired()).isFalse();
        assertThat(answer.usage().cost()).isEqualTo(new BigDecimal("0.001"));
        JsonNode format = wire.requestBody().path("response_format");
        assertThat(format.path("type").asString()).isEqualTo("json_schema");
        assertThat(format.at("/json_schema/name").asString()).isEqualTo("Bet");
        assertThat(format.at("/json_schema/strict").asBoolean()).isTrue();
        assertThat(format.at("/json_schema/schema").toString())
                .isEqualTo(ObjectSchema.of(Bet.class).schema().toString());
    }

    @Test
    void ask_schemaWithMaps_isNotSentAsStrict() {
        wire.answers(Answers.text(quoted("{\"prices\":{},\"anything\":null}")));

        new StructuredChat<>(wire.client::chat, time, Open.class).ask(QUESTION);

        assertThat(wire.requestBody().at("/response_format/json_schema/strict").asBoolean(true))
                .isFalse();
    }

    @Test
    void ask_badAnswer_isRepairedOnce_andBothArePaid() {
        wire.answers(Answers.text(quoted(BAD)), Answers.text(quoted(Bets.GOOD)));

        StructuredAnswer<Bet> answer = bets.ask(QUESTION);

        assertThat(answer.isRepaired()).isTrue();
        assertThat(answer.usage().answers()).isEqualTo(2);
        assertThat(answer.usage().cost()).isEqualTo(new BigDecimal("0.002"));
        assertThat(answer.usage().totalTokens()).isEqualTo(6);
        JsonNode repair =
                OpenRouterJson.mapper().readTree(wire.requests().get(1).getBody());
        assertThat(repair.path("messages")).hasSize(3);
        assertThat(repair.at("/messages/1/content").asString()).isEqualTo(BAD);
        assertThat(repair.at("/messages/2/content").asString())
                .contains("$.side: a text that does not fit (expected: one of BUY, sell)");
        assertThat(repair.has("response_format")).isTrue();
    }

    @Test
    void ask_badTwice_failsWithTheText_redacted() {
        wire.answers(Answers.text(quoted(BAD)));

        DecodingException failure = catchThrowableOfType(DecodingException.class, () -> bets.ask(QUESTION));

        assertThat(wire.requests()).hasSize(2);
        assertThat(failure)
                .hasMessage(
                        "openrouter chat: unusable after a repair: $.side: a text that does not fit (expected: one of BUY, sell)");
        assertThat(failure.body()).contains("HOLD").doesNotContain(Wire.CANARY);
        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.providerRequestId()).contains("gen-1");
        assertThat(failure.requestId()).isEqualTo(wire.calls.get(1).requestId());
    }

    @Test
    void ask_proseTwice_failsWithItsWords_redactedAndCut() {
        wire.answers(Answers.text("I would rather not, " + Wire.CANARY + " x".repeat(5_000)));

        DecodingException failure = catchThrowableOfType(DecodingException.class, () -> bets.ask(QUESTION));

        assertThat(failure).hasMessageContaining("$: no JSON");
        assertThat(failure.body())
                .startsWith("I would rather not")
                .doesNotContain(Wire.CANARY)
                .hasSizeLessThan(2_100);
    }

    @Test
    void ask_emptyRefusal_isNone() {
        wire.answers(Answers.json(
                200,
                "{\"id\":\"gen-1\",\"choices\":[{\"message\":{\"content\":\"" + quoted(Bets.GOOD)
                        + "\",\"refusal\":\"\"},\"finish_reason\":\"stop\"}]}"));

        assertThat(bets.ask(QUESTION).value().size()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"message\":{\"content\":\"{\\\"side\\\":\"},\"finish_reason\":\"length\"}' | cut by the token limit",
                "'{\"message\":{\"content\":null,\"refusal\":\"I will not\"},\"finish_reason\":\"stop\"}' | the model refused",
                "'{\"message\":{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\"}}]},\"finish_reason\":\"tool_calls\"}' | calls of tools",
            })
    void ask_whatNoRepairHelps_failsAtOnce(String choice, String fact) {
        wire.answers(Answers.json(200, "{\"id\":\"gen-1\",\"choices\":[" + choice + "]}"));

        DecodingException failure = catchThrowableOfType(DecodingException.class, () -> bets.ask(QUESTION));

        assertThat(failure).hasMessageContaining(fact);
        assertThat(wire.requests()).hasSize(1);
    }

    @Test
    void ask_answerWithoutText_isAskedForAgainWithoutIt() {
        wire.answers(Answers.text(""), Answers.text(quoted(Bets.GOOD)));

        assertThat(bets.ask(QUESTION).isRepaired()).isTrue();

        JsonNode repair =
                OpenRouterJson.mapper().readTree(wire.requests().get(1).getBody());
        assertThat(repair.path("messages")).hasSize(2);
    }

    @Test
    void ask_deadline_isForBothAnswers() {
        wire.answers(Answers.text(quoted(BAD)));
        StructuredChat<Bet> slow = new StructuredChat<>(
                request -> {
                    var answer = wire.client.chat(request);
                    time.advance(Duration.ofSeconds(30));
                    return answer;
                },
                time,
                Bet.class);

        ClientException failure = catchThrowableOfType(
                ClientException.class,
                () -> CallOptions.none().deadline(Duration.ofSeconds(30)).call(() -> slow.ask(QUESTION)));

        assertThat(failure).isInstanceOf(RequestNotSentException.class);
        assertThat(wire.requests()).hasSize(1);
    }

    /** As it stands inside a JSON string. */
    private static String quoted(String json) {
        String text = OpenRouterJson.mapper().writeValueAsString(json);
        return text.substring(1, text.length() - 1);
    }
}
