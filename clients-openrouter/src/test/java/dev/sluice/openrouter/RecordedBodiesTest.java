package dev.sluice.openrouter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.JsonTrees;
import dev.sluice.testsupport.SpecExample;
import dev.sluice.testsupport.Specs;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded requests, answers and chunks survive the records: what was read is written back. */
class RecordedBodiesTest {

    private static final String CHAT = "/api/v1/chat/completions";
    private static final JsonMapper JSON = OpenRouterJson.mapper();

    @TestFactory
    Stream<DynamicTest> recordedRequest_readAndWritten_isTheSame() {
        Specs specs = Specs.of("openrouter");
        return specs.cases(
                "recorded chat requests",
                specs.examples("examples", e -> e.recorded() && e.isAt(CHAT) && e.has("request.json")),
                SpecExample::name,
                e -> sameAfterRoundTrip(e.json("request.json"), ChatRequest.class));
    }

    @TestFactory
    Stream<DynamicTest> recordedCompletion_readAndWritten_isTheSame() {
        Specs specs = Specs.of("openrouter");
        return specs.cases(
                "recorded chat completions",
                specs.examples(
                        "examples", e -> e.recorded() && e.isAt(CHAT) && e.has("response.json") && e.status(0) == 200),
                SpecExample::name,
                e -> sameAfterRoundTrip(e.json("response.json"), ChatCompletion.class));
    }

    @TestFactory
    Stream<DynamicTest> chunkOfAStream_readAndWritten_isTheSame() {
        Specs specs = Specs.of("openrouter");
        return specs.cases(
                "streams, each chunk",
                specs.examples("examples", e -> e.has("response.sse") && isChat(e)),
                SpecExample::name,
                e -> {
                    int chunks = 0;
                    for (String line : e.text("response.sse").split("\r?\n")) {
                        if (line.startsWith("data: {")) {
                            sameAfterRoundTrip(JSON.readTree(line.substring(6)), ChatChunk.class);
                            chunks++;
                        }
                    }
                    assertThat(chunks).isPositive();
                });
    }

    @Test
    void recordedReasoning_isTypedAndKeptAsJson() {
        SpecExample example = example("rec-pydantic-map_messages_reasoning-0");
        ChatCompletion answer = JSON.treeToValue(example.json("response.json"), ChatCompletion.class);

        ChatMessage message = answer.message().orElseThrow();
        JsonNode details = example.json("response.json").at("/choices/0/message/reasoning_details");
        assertThat(message.reasoning()).isEqualTo(details.at("/0/text").stringValue());
        assertThat(message.reasoningDetails()).isNotNull();
        assertThat(JsonTrees.strictDifferences(details, message.reasoningDetails()))
                .isEmpty();
    }

    @Test
    void recordedToolCalls_areTyped() {
        ChatCompletion answer = JSON.treeToValue(
                example("rec-ruby-chat_function_calling_can_handle_multiple_tool_calls_in_a_single_response-1")
                        .json("response.json"),
                ChatCompletion.class);

        assertThat(answer.id()).startsWith("gen-");
        assertThat(answer.usage()).isNotNull();
        assertThat(answer.usage().totalCost())
                .hasValueSatisfying(
                        cost -> assertThat(cost).isGreaterThan(BigDecimal.ZERO).isLessThan(BigDecimal.ONE));
        assertThat(answer.usage().totalTokens())
                .isEqualTo(answer.usage().promptTokens() + answer.usage().completionTokens());
    }

    private static boolean isChat(SpecExample e) {
        return e.isAt(CHAT) || e.kind().equals("sdk-test") || e.name().startsWith("con-stream");
    }

    private static SpecExample example(String name) {
        return Specs.of("openrouter")
                .examples("examples", e -> e.name().equals(name))
                .get(0);
    }

    private static void sameAfterRoundTrip(JsonNode wire, Class<?> type) {
        JsonNode written = JSON.readTree(JSON.writeValueAsBytes(JSON.treeToValue(wire, type)));
        assertThat(JsonTrees.differences(wire, written)).isEmpty();
    }
}
