package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.openrouter.internal.OpenRouterJson;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ChatAccumulatorTest {

    @Test
    void add_textPieces_areJoinedAndTheLastUsageWins() {
        ChatCompletion whole = accumulate(
                "{\"choices\":[],\"debug\":{\"echo\":1}}",
                "{\"id\":\"gen-1\",\"model\":\"m\",\"provider\":\"P\",\"created\":5,"
                        + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"Hel\"}}]}",
                "{\"choices\":[{\"delta\":{\"role\":\"\",\"content\":\"lo\"},\"finish_reason\":null}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\","
                        + "\"native_finish_reason\":\"end_turn\"}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"total_tokens\":1}}",
                "{\"choices\":[],\"usage\":{\"total_tokens\":9,\"cost\":0.001}}");

        assertThat(whole.text()).isEqualTo("Hello");
        assertThat(whole.id()).isEqualTo("gen-1");
        assertThat(whole.provider()).isEqualTo("P");
        assertThat(whole.choices()).hasSize(1);
        assertThat(whole.message().orElseThrow().role()).isEqualTo("assistant");
        assertThat(whole.finishReason()).contains(FinishReason.STOP);
        assertThat(whole.first().orElseThrow().nativeFinishReason()).isEqualTo("end_turn");
        assertThat(Objects.requireNonNull(whole.usage()).totalTokens()).isEqualTo(9);
        assertThat(whole.usage().totalCost()).contains(new BigDecimal("0.001"));
        assertThat(whole.extra()).containsOnlyKeys("debug");
    }

    @Test
    void add_mixedToolCallPieces_areMatchedByIndex() {
        ChatCompletion whole = accumulate(
                tool(
                        "{\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}"),
                tool("{\"index\":1,\"id\":\"b\",\"type\":\"function\",\"function\":{\"name\":\"g\"}}"),
                tool("{\"index\":0,\"function\":{\"arguments\":\"{\\\"x\\\"\"}}"),
                tool("{\"index\":1,\"function\":{\"arguments\":\"{}\"}}"),
                tool("{\"index\":0,\"id\":\"\",\"function\":{\"name\":null,\"arguments\":\":1}\"}}"));

        assertThat(whole.toolCalls()).extracting(ToolCall::id).containsExactly("a", "b");
        assertThat(whole.toolCalls()).extracting(ToolCall::name).containsExactly("f", "g");
        assertThat(whole.toolCalls()).extracting(ToolCall::arguments).containsExactly("{\"x\":1}", "{}");
        assertThat(whole.message().orElseThrow().content()).isNull();
    }

    @Test
    void add_toolCallPiecesWithoutIndex_areMatchedByIdOrFollowTheLast() {
        ChatCompletion whole = accumulate(
                tool("{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\"}}"),
                tool("{\"function\":{\"arguments\":\"}\"}}"),
                tool("{\"id\":\"b\",\"function\":{\"name\":\"g\",\"arguments\":\"[\"}}"),
                tool("{\"id\":\"a\",\"function\":{\"arguments\":\" \"}}"),
                tool("{\"id\":\"b\",\"function\":{\"arguments\":\"]\"}}"));

        assertThat(whole.toolCalls()).extracting(ToolCall::arguments).containsExactly("{} ", "[]");
    }

    @Test
    void add_reasoningPieces_becomeTheBlocksTheProviderWantsBack() {
        ChatCompletion whole = accumulate(
                reasoning("{\"type\":\"reasoning.text\",\"text\":\"\",\"signature\":\"\",\"index\":0}"),
                reasoning("{\"type\":\"reasoning.text\",\"text\":\"Two\",\"index\":0}"),
                reasoning("{\"type\":\"reasoning.text\",\"text\":\" and two\",\"index\":0}"),
                reasoning("{\"type\":\"reasoning.text\",\"signature\":\"sig\",\"index\":0}"),
                reasoning("{\"type\":\"reasoning.encrypted\",\"data\":\"x\",\"index\":1}"),
                reasoning("{\"type\":\"reasoning.encrypted\",\"data\":\"y\",\"index\":1}"));

        assertThat(whole.message().orElseThrow().reasoningDetails())
                .hasToString(
                        "[{\"type\":\"reasoning.text\",\"text\":\"Two and two\",\"signature\":\"sig\",\"index\":0},"
                                + "{\"type\":\"reasoning.encrypted\",\"data\":\"x\",\"index\":1},"
                                + "{\"type\":\"reasoning.encrypted\",\"data\":\"y\",\"index\":1}]");
    }

    @Test
    void add_severalChoices_stayApart() {
        ChatCompletion whole = accumulate(
                "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\"}},{\"index\":0,\"delta\":{\"content\":\"a\"}}]}");

        assertThat(whole.choices())
                .extracting(c -> Objects.requireNonNull(c.message()).text())
                .containsExactly("a", "b");
    }

    @Test
    void text_beforeTheEnd_isWhatCameSoFar() {
        ChatAccumulator accumulator = new ChatAccumulator();
        assertThat(accumulator.text()).isEmpty();
        assertThat(accumulator.finishReason()).isNull();
        assertThat(accumulator.toCompletion().first()).isEmpty();

        accumulator.add(chunk("{\"choices\":[{\"delta\":{\"content\":\"par\",\"refusal\":\"no\",\"reasoning\":\"r\","
                + "\"annotations\":[{\"type\":\"url_citation\"}]},\"finish_reason\":\"length\"}]}"));

        assertThat(accumulator.text()).isEqualTo("par");
        assertThat(accumulator.finishReason()).isEqualTo(FinishReason.LENGTH);
        ChatMessage message = accumulator.toCompletion().message().orElseThrow();
        assertThat(message.refusal()).isEqualTo("no");
        assertThat(message.reasoning()).isEqualTo("r");
        assertThat(message.annotations()).extracting(Annotation::type).containsExactly("url_citation");
    }

    @Test
    void add_probabilities_areThoseOfAllTokens() {
        ChatCompletion whole = accumulate(
                "{\"choices\":[{\"delta\":{\"content\":\"a\"},\"logprobs\":{\"content\":[{\"token\":\"a\",\"logprob\":-0.1}]}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"b\"},\"logprobs\":{\"content\":[{\"token\":\"b\",\"logprob\":-0.2}]}}]}",
                "{\"choices\":[{\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]}");

        Logprobs logprobs = Objects.requireNonNull(whole.first().orElseThrow().logprobs());
        assertThat(logprobs.content()).extracting(Logprobs.TokenLogprob::token).containsExactly("a", "b");
        assertThat(logprobs.refusal()).isNull();
    }

    @Test
    void add_imagesCitationsAndSound_areAllThere() {
        ChatCompletion whole = accumulate(
                delta("\"images\":[{\"type\":\"image_url\",\"index\":0,\"image_url\":{\"url\":\"data:a\"}}]"),
                delta("\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"u\"}}],"
                        + "\"audio\":{\"id\":\"s\",\"data\":\"AB\"}"),
                delta("\"images\":[{\"type\":\"image_url\",\"index\":1,\"image_url\":{\"url\":\"data:b\"}}],"
                        + "\"annotations\":[{\"type\":\"file\"}],\"audio\":{\"data\":\"CD\"}"));

        ChatMessage message = whole.message().orElseThrow();
        assertThat(message.images()).extracting(AnswerImage::index).containsExactly(0, 1);
        assertThat(message.annotations()).extracting(Annotation::type).containsExactly("url_citation", "file");
        assertThat(Objects.requireNonNull(message.audio()).data()).isEqualTo("ABCD");
        assertThat(message.content()).isNull();
    }

    @Test
    void add_pieceWithoutAnything_changesNothing() {
        ChatCompletion before = accumulate(delta("\"content\":\"a\""));

        assertThat(accumulate(delta("\"content\":\"a\""), "{}", "{\"choices\":null}", "{\"choices\":[{}]}"))
                .isEqualTo(before);
    }

    private static String delta(String fields) {
        return "{\"choices\":[{\"index\":0,\"delta\":{" + fields + "}}]}";
    }

    private static String tool(String piece) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[" + piece + "]}}]}";
    }

    private static String reasoning(String piece) {
        return "{\"choices\":[{\"index\":0,\"delta\":{\"reasoning_details\":[" + piece + "]}}]}";
    }

    private static ChatCompletion accumulate(String... chunks) {
        ChatAccumulator accumulator = new ChatAccumulator();
        for (String chunk : chunks) {
            accumulator.add(chunk(chunk));
        }
        return accumulator.toCompletion();
    }

    private static ChatChunk chunk(String json) {
        return OpenRouterJson.mapper().readValue(json, ChatChunk.class);
    }
}
