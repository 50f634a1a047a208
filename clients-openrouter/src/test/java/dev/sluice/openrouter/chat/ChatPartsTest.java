package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.openrouter.common.CacheControl;
import dev.sluice.openrouter.common.Plugin;
import dev.sluice.openrouter.common.Trace;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parts of chat requests and answers, on the wire. */
class ChatPartsTest {

    private static final JsonMapper JSON = OpenRouterJson.mapper();

    @Test
    void request_everyOtherOption_hasItsWireNameInOrder() {
        ChatRequest request = ChatRequest.to("a/b")
                .user("hi")
                .modalities("text", "image")
                .prediction(Prediction.of("old"))
                .parallelToolCalls(false)
                .topK(5)
                .topA(0.1)
                .minP(0.2)
                .frequencyPenalty(0.3)
                .presencePenalty(0.4)
                .repetitionPenalty(1.1)
                .logitBias(Map.of("50256", new BigDecimal("-100")))
                .logprobs(2)
                .reasoningEffort("low")
                .plugin(Plugin.web())
                .cacheControl(CacheControl.ephemeral())
                .promptCacheKey("k")
                .promptCacheOptions(new PromptCacheOptions("explicit", "1h", Map.of()))
                .imageConfig(Map.of("aspect_ratio", JSON.readTree("\"16:9\"")))
                .serviceTier("flex")
                .sessionId("s")
                .endUser("u")
                .metadata(Map.of("m", "n"))
                .trace(new Trace("t", null, null, null, null, Map.of()))
                .stopServerToolsWhen(JSON.readTree("{\"type\":\"step_count_is\"}"))
                .echoUpstreamBody()
                .extra("tomorrow", JSON.readTree("true"))
                .build();

        assertThat(JSON.writeValueAsString(request))
                .isEqualTo(
                        "{\"model\":\"a/b\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"modalities\":[\"text\",\"image\"],"
                                + "\"prediction\":{\"type\":\"content\",\"content\":\"old\"},\"parallel_tool_calls\":false,\"top_k\":5,"
                                + "\"top_a\":0.1,\"min_p\":0.2,\"frequency_penalty\":0.3,\"presence_penalty\":0.4,\"repetition_penalty\":1.1,"
                                + "\"logit_bias\":{\"50256\":-100},\"logprobs\":true,\"top_logprobs\":2,\"reasoning_effort\":\"low\","
                                + "\"plugins\":[{\"id\":\"web\"}],\"cache_control\":{\"type\":\"ephemeral\"},\"prompt_cache_key\":\"k\","
                                + "\"prompt_cache_options\":{\"mode\":\"explicit\",\"ttl\":\"1h\"},\"image_config\":{\"aspect_ratio\":\"16:9\"},"
                                + "\"service_tier\":\"flex\",\"session_id\":\"s\",\"user\":\"u\",\"metadata\":{\"m\":\"n\"},"
                                + "\"trace\":{\"trace_id\":\"t\"},\"stop_server_tools_when\":[{\"type\":\"step_count_is\"}],"
                                + "\"debug\":{\"echo_upstream_body\":true},\"tomorrow\":true}");
        assertThat(request.toBuilder().build()).isEqualTo(request);
        assertThat(JSON.readValue(JSON.writeValueAsString(request), ChatRequest.class))
                .isEqualTo(request);
    }

    @Test
    void contentParts_everyKind_hasItsWireForm() {
        assertThat(JSON.writeValueAsString(List.of(
                        ContentPart.audio("AA==", "wav"),
                        ContentPart.videoUrl("https://example.org/v.mp4"),
                        ContentPart.file("f.pdf", "data:;base64,AA=="),
                        ContentPart.text("x").cached(CacheControl.ephemeral("1h")))))
                .isEqualTo(
                        "[{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AA==\",\"format\":\"wav\"}},"
                                + "{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://example.org/v.mp4\"}},"
                                + "{\"type\":\"file\",\"file\":{\"filename\":\"f.pdf\",\"file_data\":\"data:;base64,AA==\"}},"
                                + "{\"type\":\"text\",\"text\":\"x\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"auto\"",
                "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
                "{\"type\":\"choice_of_tomorrow\",\"x\":null}"
            })
    void toolChoice_anyForm_isWrittenBackAsItCame(String wire) {
        assertThat(JSON.writeValueAsString(JSON.readValue(wire, ToolChoice.class)))
                .isEqualTo(wire);
    }

    @Test
    void toolChoice_factories_haveTheirWireForms() {
        assertThat(JSON.writeValueAsString(
                        List.of(ToolChoice.NONE, ToolChoice.function("f"), ToolChoice.server("openrouter:web_search"))))
                .isEqualTo(
                        "[\"none\",{\"type\":\"function\",\"function\":{\"name\":\"f\"}},{\"type\":\"openrouter:web_search\"}]");
    }

    @Test
    void tools_ofServerAndBot_haveTheirWireForms() {
        JsonNode schema = JSON.readTree("{\"type\":\"object\"}");

        assertThat(JSON.writeValueAsString(List.of(
                        Tool.strictFunction("f", "d", schema),
                        Tool.server("openrouter:web_search", JSON.readTree("{\"max_results\":3}"))
                                .cached(CacheControl.ephemeral()))))
                .isEqualTo(
                        "[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"parameters\":{\"type\":\"object\"},\"strict\":true}},"
                                + "{\"type\":\"openrouter:web_search\",\"parameters\":{\"max_results\":3},\"cache_control\":{\"type\":\"ephemeral\"}}]");
        assertThat(JSON.writeValueAsString(ResponseFormat.grammar("root ::= x")))
                .isEqualTo("{\"type\":\"grammar\",\"grammar\":\"root ::= x\"}");
    }

    @Test
    void reasoningBlocks_areReadAndTheDetailsStayAsTheyCame() {
        String details =
                "[{\"type\":\"reasoning.text\",\"text\":\"why\",\"signature\":null,\"b\":1,\"a\":2},7,{\"type\":\"reasoning.of_tomorrow\"}]";
        ChatMessage message = JSON.readValue("{\"reasoning_details\":" + details + "}", ChatMessage.class);

        assertThat(message.reasoningBlocks())
                .extracting(ReasoningDetail::type)
                .containsExactly("reasoning.text", "reasoning.of_tomorrow");
        assertThat(message.reasoningDetails()).hasToString(details);
        assertThat(ChatMessage.user("x").reasoningBlocks()).isEmpty();
    }

    @Test
    void stream_imagesAndSound_areInTheWhole() {
        ChatMessage whole = new ChatAccumulator()
                .add(chunk("{\"audio\":{\"id\":\"a1\",\"data\":\"AA\",\"transcript\":\"he\"}}"))
                .add(chunk("{\"audio\":{\"data\":\"BB\",\"transcript\":\"y\",\"expires_at\":7,\"new\":1}}"))
                .add(chunk("{\"images\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:x\"}}]}"))
                .toCompletion()
                .message()
                .orElseThrow();

        AnswerAudio audio = Objects.requireNonNull(whole.audio());
        assertThat(audio.id()).isEqualTo("a1");
        assertThat(audio.data()).isEqualTo("AABB");
        assertThat(audio.transcript()).isEqualTo("hey");
        assertThat(audio.expiresAt()).isEqualTo(7);
        assertThat(audio.extra()).containsOnlyKeys("new");
        assertThat(whole.images())
                .extracting(image -> Objects.requireNonNull(image.imageUrl()).url())
                .containsExactly("data:x");
    }

    private static ChatChunk chunk(String delta) {
        return JSON.readValue("{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}", ChatChunk.class);
    }
}
