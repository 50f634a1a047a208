package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.openrouter.common.ProviderPreferences;
import dev.sluice.openrouter.common.Reasoning;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatRequestTest {

    private static final JsonMapper JSON = OpenRouterJson.mapper();

    @Test
    void write_unsetFields_areNotSent() {
        assertThat(write(ChatRequest.to("a/b").user("hi").build()))
                .isEqualTo("{\"model\":\"a/b\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    @Test
    void write_order_isTheDeclaredOneWhateverTheOrderOfTheCalls() {
        String one = write(ChatRequest.to("a/b")
                .user("hi")
                .temperature(0.2)
                .seed(7)
                .maxTokens(5)
                .build());
        String other = write(ChatRequest.to("a/b")
                .maxTokens(5)
                .seed(7)
                .temperature(0.2)
                .user("hi")
                .build());

        assertThat(one).isEqualTo(other);
        assertThat(one).endsWith("\"temperature\":0.2,\"max_tokens\":5,\"seed\":7}");
    }

    @Test
    void write_streamOptions_areSent_andComeBackFromTheBuilder() {
        ChatRequest request = ChatRequest.to("a/b")
                .user("hi")
                .streamOptions(new ChatRequest.StreamOptions(true, Map.of()))
                .build();

        assertThat(write(request)).endsWith("\"stream_options\":{\"include_usage\":true}}");
        assertThat(new ChatRequestBuilder(request).build()).isEqualTo(request);
    }

    @Test
    void write_schema_keepsItsOwnOrder() {
        JsonNode schema =
                JSON.readTree("{\"type\":\"object\",\"properties\":{\"z\":{},\"a\":{}},\"required\":[\"z\"]}");

        String written = write(ChatRequest.to("a/b")
                .user("hi")
                .responseFormat(ResponseFormat.jsonSchema("decision", schema))
                .tool(Tool.function("f", "does f", schema))
                .build());

        assertThat(written)
                .contains("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"does f\","
                        + "\"parameters\":" + schema + "}}]")
                .contains("\"response_format\":{\"type\":\"json_schema\",\"json_schema\":"
                        + "{\"name\":\"decision\",\"strict\":true,\"schema\":" + schema + "}}");
    }

    @Test
    void write_everyOption_hasItsWireName() {
        JsonNode written = JSON.valueToTree(ChatRequest.to("a/b")
                .fallbacks("c/d", "e/f")
                .system("be brief")
                .message(ChatMessage.user(
                        List.of(ContentPart.text("look").cached(), ContentPart.imageUrl("https://example.org/x.png"))))
                .toolChoice(ToolChoice.REQUIRED)
                .topP(0.9)
                .maxCompletionTokens(9)
                .stop("END", "FIN")
                .reasoning(Reasoning.effort("low"))
                .provider(ProviderPreferences.builder().only("x").build())
                .tool(Tool.server("openrouter:datetime"))
                .responseFormat(ResponseFormat.jsonObject())
                .endUser("me")
                .build());

        assertThat(written.toString())
                .isEqualTo("{\"model\":\"a/b\",\"models\":[\"c/d\",\"e/f\"],\"messages\":["
                        + "{\"role\":\"system\",\"content\":\"be brief\"},{\"role\":\"user\",\"content\":["
                        + "{\"type\":\"text\",\"text\":\"look\",\"cache_control\":{\"type\":\"ephemeral\"}},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.org/x.png\"}}]}],"
                        + "\"tools\":[{\"type\":\"openrouter:datetime\"}],\"tool_choice\":\"required\","
                        + "\"response_format\":{\"type\":\"json_object\"},\"top_p\":0.9,\"max_completion_tokens\":9,"
                        + "\"stop\":[\"END\",\"FIN\"],\"reasoning\":{\"effort\":\"low\"},"
                        + "\"provider\":{\"only\":[\"x\"]},\"user\":\"me\"}");
    }

    @Test
    void toBuilder_answerAppended_isTheNextTurn() {
        ChatMessage answer = JSON.readValue(
                "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}],"
                        + "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"t\",\"signature\":null}]}",
                ChatMessage.class);

        String next = write(ChatRequest.to("a/b").user("hi").build().toBuilder()
                .message(answer)
                .message(ChatMessage.tool("c1", "42"))
                .build());

        assertThat(next)
                .contains("\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"t\",\"signature\":null}]")
                .contains("{\"role\":\"tool\",\"content\":\"42\",\"tool_call_id\":\"c1\"}");
    }

    @Test
    void build_withoutMessage_isRefused() {
        ChatRequestBuilder builder = ChatRequest.to("a/b");

        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("no message");
    }

    @Test
    void build_twoEfforts_areRefusedOnlyIfTheyDiffer() {
        ChatRequestBuilder builder = ChatRequest.to("a/b").user("hi").reasoning(Reasoning.effort("low"));

        assertThat(builder.reasoningEffort("low").build()).isNotNull();
        builder.reasoningEffort("high");
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("reasoning_effort");
    }

    @Test
    void extra_ofAKnownName_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatRequest.to("a/b").extra("temperature", JSON.readTree("1")))
                .withMessageContaining("temperature");
    }

    private static String write(ChatRequest request) {
        return JSON.writeValueAsString(request);
    }
}
