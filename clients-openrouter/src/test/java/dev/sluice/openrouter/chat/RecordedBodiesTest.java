package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.openrouter.common.Usage;
import dev.sluice.testsupport.JsonTrees;
import dev.sluice.testsupport.SpecExample;
import dev.sluice.testsupport.Specs;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What recorded answers say, typed. That they survive being written again is ExampleRoundTripTest's. */
class RecordedBodiesTest {

    private static final JsonMapper JSON = ChatJson.mapper();

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
    void recordedToolCall_isTyped() {
        ChatCompletion answer = completion("rec-ruby-chat_function_calling_handles_array_params-0");

        assertThat(answer.finishReason()).contains(FinishReason.TOOL_CALLS);
        assertThat(answer.toolCalls()).hasSize(1);
        ToolCall call = answer.toolCalls().get(0);
        assertThat(call.id()).isEqualTo("toolu_bdrk_01WL662tuaYvGtbVRaaPFa4M");
        assertThat(call.name()).isEqualTo("array_params");
        assertThat(JSON.readTree(call.arguments()).path("tags").size()).isEqualTo(2);
    }

    @Test
    void recordedToolCallWithoutArguments_isEmptyText() {
        ToolCall call = completion("rec-pydantic-tool_optional_parameters-0")
                .toolCalls()
                .get(0);

        assertThat(call.name()).isEqualTo("find_education_content");
        assertThat(call.arguments()).isEmpty();
    }

    @Test
    void recordedUsage_isTyped() {
        ChatCompletion answer = completion("rec-ruby-chat_function_calling_can_use_parallel_tool_calls-1");

        assertThat(answer.provider()).isEqualTo("Amazon Bedrock");
        assertThat(answer.createdAt()).contains(Instant.ofEpochSecond(1780944395));
        assertThat(answer.first().orElseThrow().nativeFinishReason()).isEqualTo("end_turn");
        assertThat(answer.text()).startsWith("Here's the information you requested:");
        Usage usage = Objects.requireNonNull(answer.usage());
        assertThat(usage.totalTokens()).isEqualTo(976);
        assertThat(usage.totalCost()).contains(new BigDecimal("0.001308"));
    }

    private static ChatCompletion completion(String name) {
        return JSON.readValue(example(name).bytes("response.json"), ChatCompletion.class);
    }

    private static SpecExample example(String name) {
        return Specs.of("openrouter")
                .examples("examples", e -> e.name().equals(name))
                .get(0);
    }
}
