package dev.sluice.openrouter.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ContentTest {

    private static final JsonMapper JSON = OpenRouterJson.mapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"plain\"",
                "[]",
                "[{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}]",
                "[{\"type\":\"file\",\"file\":{\"filename\":\"f.pdf\",\"file_data\":\"data:;base64,AA==\"}}]",
                "[{\"type\":\"part_of_tomorrow\",\"b\":null,\"a\":1.10}]"
            })
    void read_anyForm_isWrittenBackAsItCame(String wire) {
        assertThat(JSON.writeValueAsString(JSON.readValue(wire, Content.class))).isEqualTo(wire);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"hi\" | hi",
                "[] | ''",
                "[{\"text\":\"a\"},{\"type\":\"x\"},{\"text\":\"b\"}] | ab",
                "[null,{\"text\":\"a\"},null] | a",
                "{\"odd\":1} | {\"odd\":1}"
            })
    void text_ofAnyForm(String wire, String text) {
        assertThat(JSON.readValue(wire, Content.class).text()).isEqualTo(text);
    }

    @Test
    void parts_areCopied() {
        assertThatThrownBy(() -> ((Content.Parts) Content.of(List.of(ContentPart.text("a"))))
                        .parts()
                        .add(ContentPart.text("b")))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void message_nullContent_isEmptyTextAndNotSent() {
        ChatMessage message = JSON.readValue("{\"role\":\"assistant\",\"content\":null}", ChatMessage.class);

        assertThat(message.text()).isEmpty();
        assertThat(JSON.writeValueAsString(message)).isEqualTo("{\"role\":\"assistant\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | '' | ''",
                "{\"function\":null} | '' | ''",
                "{\"function\":{\"name\":null,\"arguments\":null}} | '' | ''",
                "{\"function\":{\"name\":\"f\",\"arguments\":\"{\"}} | f | {"
            })
    void toolCall_missingParts_areEmptyTexts(String wire, String name, String arguments) {
        ToolCall call = JSON.readValue(wire, ToolCall.class);

        assertThat(call.name()).isEqualTo(name);
        assertThat(call.arguments()).isEqualTo(arguments);
    }

    @Test
    void chunk_textOfTheFirstChoice_whateverElseIsThere() {
        ChatChunk chunk = JSON.readValue(
                "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"other\"}},{\"delta\":{\"content\":\"a\"}},"
                        + "{\"index\":0,\"delta\":null},{\"index\":0,\"delta\":{\"content\":null}}]}",
                ChatChunk.class);

        assertThat(chunk.text()).isEqualTo("a");
        assertThat(JSON.readValue("{\"choices\":null}", ChatChunk.class).text()).isEmpty();
    }

    @Test
    void finishReason_unknownWord_isKept() {
        assertThat(JSON.readValue("\"end_turn\"", FinishReason.class)).isEqualTo(new FinishReason("end_turn"));
        assertThat(JSON.writeValueAsString(FinishReason.LENGTH)).isEqualTo("\"length\"");
    }
}
