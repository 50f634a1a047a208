package dev.sluice.openrouter.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.openrouter.Answers;
import dev.sluice.openrouter.Wire;
import dev.sluice.openrouter.chat.ToolChoice;
import dev.sluice.openrouter.common.Reasoning;
import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.testsupport.JsonTrees;
import dev.sluice.testsupport.SpecExample;
import dev.sluice.testsupport.Specs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResponsesTest {

    private static final JsonMapper JSON = OpenRouterJson.mapper();
    private static final ResponseRequest HELLO =
            ResponseRequest.to("a/b").input("hello").build();
    private static final String DELTA = "data: {\"type\":\"response.output_text.delta\",\"delta\":\"par\"}";
    private static final String COMPLETED =
            "data: {\"type\":\"response.completed\",\"response\":{\"id\":\"gen-1\",\"usage\":{\"total_tokens\":3,\"cost\":0.001}}}";

    private final Wire wire = new Wire(1);

    @AfterEach
    void close() {
        wire.close();
    }

    @TestFactory
    Stream<DynamicTest> recordedStream_inPiecesOfAnySize_isTheSame() {
        Specs specs = Specs.of("openrouter");
        return specs.cases(
                "response streams, played back whole, in 7 bytes and in 1",
                specs.examples("examples", e -> e.isAt("/api/v1/responses") && e.has("response.sse")),
                SpecExample::name,
                this::sameInPieces);
    }

    private void sameInPieces(SpecExample example) {
        byte[] body = example.bytes("response.sse");
        ResponseRequest request = JSON.readValue(example.bytes("request.json"), ResponseRequest.class);
        List<JsonNode> recorded = example.text("response.sse")
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JSON.readTree(line.substring(6)))
                .toList();
        assertThat(recorded).isNotEmpty();
        try (Wire fresh = new Wire(1)) {
            for (int size : new int[] {body.length, 7, 1}) {
                fresh.answersAt(
                        "/responses",
                        WireMock.aResponse()
                                .withHeader("Content-Type", "text/event-stream")
                                .withBody(body)
                                .withChunkedDribbleDelay((body.length + size - 1) / size, 1));
                List<ResponseEvent> read = new ArrayList<>();
                try (ResponseStream stream = fresh.client.responses().stream(request)) {
                    stream.forEach(read::add);
                    assertThat(stream.text())
                            .isEqualTo(stream.response().orElseThrow().answerText());
                }
                assertThat(read).hasSameSizeAs(recorded);
                for (int i = 0; i < read.size(); i++) {
                    assertThat(JsonTrees.valueDifferences(recorded.get(i), JSON.valueToTree(read.get(i))))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void create_answer_isTypedAndItsRequestInOrder() {
        wire.answersAt(
                "/responses",
                Answers.json(
                        200,
                        Answers.KEEP_ALIVE
                                + "{\"id\":\"gen-1\",\"output\":[{\"type\":\"reasoning\",\"encrypted_content\":\"xyz\",\"summary\":[{\"type\":\"summary_text\",\"text\":\"why\"}]},"
                                + "{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"hi\"}]},"
                                + "{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"f\",\"arguments\":\"{}\"},{\"type\":\"item_of_tomorrow\",\"x\":null}],"
                                + "\"usage\":{\"total_tokens\":3,\"cost\":0.001,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":0.02}}}"));

        Response answer = wire.client
                .responses()
                .create(ResponseRequest.to("a/b")
                        .tool(ResponseTool.function("f", "does f", JSON.readTree("{\"type\":\"object\"}")))
                        .toolChoice(ToolChoice.AUTO)
                        .reasoning(Reasoning.effort("low").summary("auto"))
                        .text(TextConfig.jsonObject())
                        .input("hello")
                        .build());

        assertThat(answer.answerText()).isEqualTo("hi");
        assertThat(answer.functionCalls()).extracting(ResponseItem::name).containsExactly("f");
        assertThat(Objects.requireNonNull(answer.output()).get(0).summaryText()).isEqualTo("why");
        assertThat(Objects.requireNonNull(answer.usage()).totalCost().orElseThrow())
                .isEqualByComparingTo("0.021");
        assertThat(wire.requestBody().toString())
                .isEqualTo(
                        "{\"model\":\"a/b\",\"input\":\"hello\",\"reasoning\":{\"effort\":\"low\",\"summary\":\"auto\"},"
                                + "\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"description\":\"does f\",\"parameters\":{\"type\":\"object\"}}],"
                                + "\"tool_choice\":\"auto\",\"text\":{\"format\":{\"type\":\"json_object\"}}}");
    }

    @Test
    void add_whatTheModelAnswered_isTheNextTurn() {
        Response answer = JSON.readValue(
                "{\"output\":[{\"type\":\"reasoning\",\"id\":\"r1\",\"encrypted_content\":\"xyz\",\"summary\":[]},"
                        + "{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"f\",\"arguments\":\"{}\"}]}",
                Response.class);

        ResponseRequest next = HELLO.toBuilder()
                .add(Objects.requireNonNull(answer.output()))
                .add(List.of(ResponseItem.functionResult("c1", "42")))
                .build();

        assertThat(JSON.writeValueAsString(next.input()))
                .isEqualTo("[{\"type\":\"message\",\"role\":\"user\",\"content\":\"hello\"},"
                        + "{\"type\":\"reasoning\",\"id\":\"r1\",\"summary\":[],\"encrypted_content\":\"xyz\"},"
                        + "{\"type\":\"function_call\",\"call_id\":\"c1\",\"name\":\"f\",\"arguments\":\"{}\"},"
                        + "{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"42\"}]");
    }

    @Test
    void create_failedInside200_isItsException() {
        wire.answersAt(
                "/responses",
                Answers.json(
                        200,
                        "{\"id\":\"gen-1\",\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}}"));

        assertThatThrownBy(() -> wire.client.responses().create(HELLO)).isInstanceOf(RateLimitedException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"m\"}}} | 500 | server_error",
                "{\"type\":\"response.failed\",\"response\":{\"status\":\"failed\"}} | 500 | response_failed",
                "{\"type\":\"error\",\"code\":\"rate_limit_exceeded\",\"message\":\"m\"} | 429 | rate_limit_exceeded",
                "{\"type\":\"error\",\"error\":{\"code\":502,\"message\":\"m\"}} | 502 | ",
                "{\"type\":\"error\",\"error\":\"m\"} | 500 | ",
                "{\"type\":\"error\",\"code\":null,\"message\":\"m\"} | 500 | error",
                "{\"type\":\"response.error\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"m\"}} | 429 | rate_limit_exceeded",
                "{\"type\":\"response.error\",\"response\":{\"error\":{\"code\":\"invalid_image_url\"}}} | 400 | invalid_image_url",
                "{\"type\":\"response.error\"} | 500 | response.error",
                "{\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":\"server_error\"},\"error_type\":\"timeout\"}} | 504 | timeout",
                "{\"type\":\"response.failed\",\"response\":\"no object\",\"error\":{\"code\":502}} | 502 | ",
                "{\"error\":{\"code\":429,\"message\":\"m\"}} | 429 | "
            })
    void stream_errorInItsMidst_isItsExceptionAndKeepsTheText(String event, int status, String code) {
        wire.answersAt("/responses", Answers.stream(DELTA, "data: " + event));

        try (ResponseStream stream = wire.client.responses().stream(HELLO)) {
            ResponseException thrown = catchThrowableOfType(ResponseException.class, stream::toResponse);

            assertThat(thrown.status()).isEqualTo(status);
            assertThat(thrown.code().orElse(null)).isEqualTo(code);
            assertThat(stream.text()).isEqualTo("par");
        }
    }

    @Test
    void stream_textUnderTheKeyError_isOneModelsOfATool_andNoFailure() {
        String panel =
                "data: {\"type\":\"response.fusion_call.panel.failed\",\"model\":\"a/c\",\"error\":\"m\",\"status_code\":502}";
        wire.answersAt("/responses", Answers.stream(DELTA, panel, COMPLETED));

        try (ResponseStream stream = wire.client.responses().stream(HELLO)) {
            assertThat(stream.toResponse().id()).isEqualTo("gen-1");
        }
    }

    @Test
    void stream_thatBreaksOff_isTruncatedAndKeepsTheText() {
        wire.answersAt("/responses", Answers.stream(DELTA));

        try (ResponseStream stream = wire.client.responses().stream(HELLO)) {
            assertThatThrownBy(stream::toResponse).isInstanceOf(TruncatedStreamException.class);
            assertThat(stream.text()).isEqualTo("par");
            assertThat(stream.response()).isEmpty();
        }
    }

    @Test
    void stream_withoutDone_isWholeAfterItsLastEvent() {
        wire.answersAt("/responses", Answers.stream(": OPENROUTER PROCESSING", DELTA, COMPLETED));

        try (ResponseStream stream = wire.client.responses().stream(HELLO)) {
            assertThat(stream.toResponse().id()).isEqualTo("gen-1");
        }
        assertThat(wire.requestBody().path("stream").booleanValue()).isTrue();
    }

    @Test
    void stream_nullAmongItsEvents_isNothing() {
        wire.answersAt("/responses", Answers.stream("data: null", DELTA, "data: null", COMPLETED));

        try (ResponseStream stream = wire.client.responses().stream(HELLO)) {
            assertThat(stream.toResponse().id()).isEqualTo("gen-1");
            assertThat(stream.text()).isEqualTo("par");
        }
    }

    @Test
    void stream_doneWithoutAnyResponse_saysSo() {
        wire.answersAt("/responses", Answers.stream(DELTA, "data: [DONE]"));

        try (ResponseStream stream = wire.client.responses().stream(HELLO)) {
            assertThatThrownBy(stream::toResponse).hasMessageContaining("ended without a response");
        }
    }

    @Test
    void create_emptyAnswer_isTransient() {
        wire.answersAt("/responses", Answers.json(200, Answers.KEEP_ALIVE));

        assertThatThrownBy(() -> wire.client.responses().create(HELLO)).isInstanceOf(ServerErrorException.class);
    }

    @Test
    void request_withoutInput_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResponseRequest.to("a/b").build())
                .withMessageContaining("no input");
    }
}
