package dev.sluice.exa.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.exa.FixedEvents;
import dev.sluice.exa.internal.ExaJson;
import dev.sluice.exa.search.Result;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/** Questions, answers, and what the events of a streamed answer add up to. */
class StreamedAnswerTest {
    @Test
    void request_sendsWhatWasSet() {
        AnswerRequest request = AnswerRequest.of("why?");

        assertThat(json(request)).isEqualTo("{\"query\":\"why?\"}");
        assertThat(json(request.withText()
                        .model("exa-pro")
                        .systemPrompt("short")
                        .userLocation("CH")
                        .outputSchema(ExaJson.MAPPER.readTree("{\"type\":\"object\"}"))
                        .streamed(true)))
                .isEqualTo(
                        "{\"query\":\"why?\",\"stream\":true,\"text\":true,\"model\":\"exa-pro\",\"systemPrompt\":\"short\","
                                + "\"userLocation\":\"CH\",\"outputSchema\":{\"type\":\"object\"}}");
        assertThatIllegalArgumentException().isThrownBy(() -> AnswerRequest.of(" "));
    }

    @Test
    void soFar_growsWithWhatWasHandedOut() {
        AnswerStream stream = stream(
                "{\"choices\":[{\"delta\":{\"content\":\"Yes\"}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\".\"},\"finish_reason\":\"STOP\"}]}",
                "{\"citations\":[{\"url\":\"u\"}]}",
                "{\"costDollars\":{\"total\":0.005},\"requestId\":\"r\"}");
        Iterator<AnswerChunk> chunks = stream.iterator();

        assertThat(stream.soFar().text()).hasValue("");
        chunks.next();
        assertThat(stream.soFar().text()).hasValue("Yes");
        assertThat(chunks.next().choices().get(0).finishReason()).isEqualTo("STOP");
        AnswerResponse whole = stream.toAnswer();

        assertThat(whole.text()).hasValue("Yes.");
        assertThat(whole.citations()).extracting(Result::url).containsExactly("u");
        assertThat(whole.costDollars().total()).isEqualTo("0.005");
        assertThat(whole.requestId()).isEqualTo("r");
    }

    @Test
    void citationsInSeveralEvents_areAllKept() {
        AnswerResponse whole = stream(
                        "{\"citations\":[{\"url\":\"a\"}]}", "{\"citations\":[{\"url\":\"b\"},{\"url\":\"c\"}]}")
                .toAnswer();

        assertThat(whole.citations()).extracting(Result::url).containsExactly("a", "b", "c");
    }

    @Test
    void toAnswer_closesTheCall() {
        FixedEvents<AnswerChunk> events = new FixedEvents<>(List.of());

        new AnswerStream(events).toAnswer();

        assertThat(events.isClosed()).isTrue();
    }

    @Test
    void answer_isText_orAnObject() {
        assertThat(read("{\"answer\":\"Yes\"}").text()).hasValue("Yes");
        AnswerResponse object = read("{\"answer\":{\"a\":1},\"citations\":\"null\",\"mood\":\"sunny\"}");
        assertThat(object.text()).isEmpty();
        assertThat(object.answer().path("a").asInt()).isEqualTo(1);
        assertThat(object.citations()).isEmpty();
        assertThat(object.extra()).containsOnlyKeys("mood");
        assertThat(read("{}").text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "{\"a\":1}", "\"oops\"", "true"})
    void citationsOfAnotherShape_areAnError_notNone(String citations) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read("{\"citations\":" + citations + "}"));
    }

    @Test
    void emptyCitations_areWrittenAsTheyCame() {
        assertThat(json(read("{\"citations\":[]}"))).isEqualTo("{\"citations\":[]}");
        assertThat(json(read("{}"))).isEqualTo("{}");
    }

    private static AnswerResponse read(String json) {
        return ExaJson.MAPPER.readValue(json, AnswerResponse.class);
    }

    private static AnswerStream stream(String... events) {
        return new AnswerStream(new FixedEvents<>(Stream.of(events)
                .map(event -> ExaJson.MAPPER.readValue(event, AnswerChunk.class))
                .toList()));
    }

    private static String json(Object value) {
        return ExaJson.MAPPER.writeValueAsString(value);
    }
}
