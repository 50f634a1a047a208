package dev.sluice.openrouter.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.openrouter.Wire;
import dev.sluice.openrouter.common.Usage;
import dev.sluice.testsupport.JsonTrees;
import dev.sluice.testsupport.SpecExample;
import dev.sluice.testsupport.Specs;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.ThrowingConsumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Recorded traffic, played back to the real client by WireMock, byte for byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedTrafficTest {

    private static final String CHAT = "/api/v1/chat/completions";

    /** What the answers of the constructed examples mean: status, and our word for it where it has one. */
    private static final Map<String, Integer> MEANT = Map.ofEntries(
            Map.entry("rec-pydantic-errors_raised-0", 429),
            Map.entry("rec-ruby-chat_error_handling_with_raises_appropriate_auth_error-0", 401),
            Map.entry("con-200-all-null", 502),
            Map.entry("con-200-error-body", 502),
            Map.entry("con-200-null-fields-error", 500),
            Map.entry("con-429-free-daily", 429),
            Map.entry("con-429-retry-after-date", 429),
            Map.entry("con-403-moderation", 403),
            Map.entry("con-404-future-availability-code", 404),
            Map.entry("con-503-availability", 503));

    private static final Set<String> WHOLE = Set.of("con-debug-first-chunk", "con-stream-usage-chunk-missing-fields");

    private static final Set<String> ERROR_STREAMS = Set.of("con-stream-error-docs");

    private Wire wire;

    @BeforeAll
    void open() {
        wire = new Wire(1);
    }

    @AfterAll
    void close() {
        wire.close();
    }

    @TestFactory
    Stream<DynamicTest> recordedCompletion_throughTheClient_isTheSameAndTyped() {
        return cases(
                "chat completions, played back",
                e -> e.recorded() && e.isAt(CHAT) && e.status(0) == 200 && e.has("response.json"),
                e -> {
                    wire.answers(bytes(e, 200, "application/json", e.bytes("response.json")));
                    ChatCompletion answer = wire.client.chat(request(e));

                    JsonNode recorded = e.json("response.json");
                    JsonNode message = recorded.at("/choices/0/message");
                    assertThat(JsonTrees.differences(recorded, ChatJson.mapper().valueToTree(answer)))
                            .isEmpty();
                    assertThat(answer.text()).isEqualTo(message.path("content").asString(""));
                    assertThat(answer.toolCalls())
                            .hasSize(message.path("tool_calls").size());
                    assertThat(answer.finishReason())
                            .contains(new FinishReason(
                                    recorded.at("/choices/0/finish_reason").stringValue()));
                    sameUsage(recorded.path("usage"), Objects.requireNonNull(answer.usage()));
                    sameRequest(e);
                });
    }

    @TestFactory
    Stream<DynamicTest> recordedStream_inPiecesOfAnySize_isTheSameAndTyped() {
        return cases(
                "chat streams, played back whole, in 7 bytes and in 1",
                e -> e.has("response.sse") && (e.isAt(CHAT) || e.kind().equals("sdk-test") || WHOLE.contains(e.name())),
                e -> {
                    byte[] body = e.bytes("response.sse");
                    List<JsonNode> chunks = chunks(e.text("response.sse"));
                    for (int size : new int[] {body.length, 7, 1}) {
                        wire.answers(bytes(e, 200, "text/event-stream", body)
                                .withChunkedDribbleDelay((body.length + size - 1) / size, 1));
                        List<ChatChunk> read = new ArrayList<>();
                        ChatCompletion whole;
                        try (ChatStream stream = wire.client.chatStream(request(e))) {
                            stream.forEach(read::add);
                            whole = stream.soFar();
                        }
                        sameChunks(chunks, read);
                        assertThat(whole.text()).isEqualTo(textOf(chunks));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> recordedError_throughTheClient_hasTheStatusItMeans() {
        return cases("errors, played back", e -> MEANT.containsKey(e.name()), e -> {
            try (Wire fresh = new Wire(1)) { // an error may pause the account
                fresh.answers(bytes(e, e.status(200), "application/json", e.bytes("response.json")));

                ResponseException thrown =
                        catchThrowableOfType(ResponseException.class, () -> fresh.client.chat(request(e)));

                assertThat(thrown.status()).isEqualTo(MEANT.get(e.name()));
                assertThat(thrown.response().httpStatus()).isEqualTo(e.status(200));
                JsonNode message = e.json("response.json").at("/error/message");
                assertThat(thrown.providerMessage().isPresent()).isEqualTo(message.isString());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> streamWithAnErrorChunk_inPiecesOfAnySize_isThatErrorAndKeepsTheText() {
        return cases(
                "streams with an error chunk, played back whole, in 7 bytes and in 1",
                e -> ERROR_STREAMS.contains(e.name()),
                e -> {
                    byte[] body = e.bytes("response.sse");
                    for (int size : new int[] {body.length, 7, 1}) {
                        wire.answers(bytes(e, 200, "text/event-stream", body)
                                .withChunkedDribbleDelay((body.length + size - 1) / size, 1));
                        try (ChatStream stream = wire.client.chatStream(request(e))) {
                            ServerErrorException thrown =
                                    catchThrowableOfType(ServerErrorException.class, stream::toCompletion);

                            assertThat(thrown.status()).isEqualTo(500);
                            assertThat(thrown.code()).contains("server_error");
                            assertThat(thrown.providerMessage()).contains("Provider disconnected");
                            assertThat(stream.soFar().text()).isEqualTo(textOf(chunks(e.text("response.sse"))));
                        }
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> streamThatBeginsWithAnErrorChunk_inPiecesOfAnySize_isThatError() {
        return cases(
                "streams that are an error, played back whole, in 7 bytes and in 1",
                e -> e.has("response.sse") && e.name().startsWith("docs-"),
                e -> {
                    // documentation quotes the event without the blank line that ends it
                    byte[] body = (e.text("response.sse").strip() + "\n\n").getBytes(StandardCharsets.UTF_8);
                    JsonNode error = chunks(e.text("response.sse")).get(0).path("error");
                    for (int size : new int[] {body.length, 7, 1}) {
                        try (Wire fresh = new Wire(1)) { // an error may pause the account
                            fresh.answers(bytes(e, 200, "text/event-stream", body)
                                    .withChunkedDribbleDelay((body.length + size - 1) / size, 1));
                            ResponseException thrown =
                                    catchThrowableOfType(ResponseException.class, () -> readWhole(fresh, request(e)));

                            assertThat(thrown.status())
                                    .isEqualTo(error.path("code").asInt(500));
                            assertThat(thrown.providerMessage())
                                    .contains(error.path("message").stringValue());
                        }
                    }
                });
    }

    private static void readWhole(Wire wire, ChatRequest request) {
        try (ChatStream stream = wire.client.chatStream(request)) {
            stream.toCompletion();
        }
    }

    private static void sameUsage(JsonNode recorded, Usage usage) {
        assertThat(usage.totalTokens()).isEqualTo(recorded.path("total_tokens").longValue());
        if (recorded.has("cost")) {
            BigDecimal cost = recorded.path("cost").decimalValue();
            BigDecimal upstream =
                    recorded.at("/cost_details/upstream_inference_cost").decimalValue(BigDecimal.ZERO);
            boolean ownKey = recorded.path("is_byok").asBoolean(false);
            assertThat(usage.totalCost().orElseThrow()).isEqualByComparingTo(ownKey ? cost.add(upstream) : cost);
        }
    }

    private void sameRequest(SpecExample e) {
        ObjectNode recorded = (ObjectNode) e.json("request.json");
        recorded.remove("stream");
        assertThat(JsonTrees.differences(recorded, wire.requestBody())).isEmpty();
    }

    private static void sameChunks(List<JsonNode> recorded, List<ChatChunk> read) {
        assertThat(read).hasSize(recorded.size());
        for (int i = 0; i < read.size(); i++) {
            assertThat(JsonTrees.differences(recorded.get(i), ChatJson.mapper().valueToTree(read.get(i))))
                    .isEmpty();
        }
    }

    private static List<JsonNode> chunks(String sse) {
        return sse.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> ChatJson.mapper().readTree(line.substring(6)))
                .toList();
    }

    private static String textOf(List<JsonNode> chunks) {
        return chunks.stream()
                .map(chunk -> chunk.at("/choices/0/delta/content").asString(""))
                .collect(Collectors.joining());
    }

    private static ChatRequest request(SpecExample e) {
        return e.has("request.json")
                ? ChatJson.mapper().readValue(e.bytes("request.json"), ChatRequest.class)
                : ChatRequest.to("a/b").user("hello").build();
    }

    private static ResponseDefinitionBuilder bytes(SpecExample e, int status, String contentType, byte[] body) {
        ResponseDefinitionBuilder response = aResponse().withStatus(status).withBody(body);
        e.headers().forEach(response::withHeader);
        return e.headers().containsKey("content-type") ? response : response.withHeader("Content-Type", contentType);
    }

    private static Stream<DynamicTest> cases(
            String what, Predicate<SpecExample> wanted, ThrowingConsumer<SpecExample> test) {
        Specs specs = Specs.of("openrouter");
        return specs.cases(what, specs.examples("examples", wanted), SpecExample::name, test);
    }
}
