package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.SseEvent;
import dev.sluice.exa.agent.AgentEvent;
import dev.sluice.exa.answer.AnswerChunk;
import dev.sluice.exa.research.ResearchEvent;
import dev.sluice.exa.search.Result;
import dev.sluice.exa.search.SearchChunk;
import dev.sluice.exa.search.SearchResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class PayloadDecoderTest {
    private final EventDecoder<AnswerChunk> answer = PayloadDecoder.answer();

    @Test
    void answer_isWholeWhenItsCostHasCome() {
        assertThat(value(answer, "{\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}")
                        .text())
                .isEqualTo("Hi");
        assertThat(answer.isComplete()).isFalse();
        assertThat(value(answer, "{\"citations\":[{\"url\":\"u\"}]}").citations())
                .extracting(Result::url)
                .containsExactly("u");
        assertThat(answer.isComplete()).isFalse();
        assertThat(value(answer, "{\"costDollars\":{\"total\":0.005},\"requestId\":\"r\"}")
                        .isLast())
                .isTrue();
        assertThat(answer.isComplete()).isTrue();
    }

    @Test
    void endMarker_isTakenWhereItComes() {
        assertThat(answer.decode(event("[DONE]"))).isInstanceOf(StreamItem.End.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void emptyData_isNothing(String data) {
        assertThat(answer.decode(event(data))).isInstanceOf(StreamItem.Skip.class);
    }

    @Test
    void cutPayload_isHeldAndJoined() {
        assertThat(answer.decode(event("{\"citations\":[{\"title\":\"our biases")))
                .isInstanceOf(StreamItem.Skip.class);
        assertThat(answer.isComplete()).isFalse();

        assertThat(value(answer, " and long-term\"}]}").citations())
                .extracting(Result::title)
                .containsExactly("our biases and long-term");
    }

    @Test
    void cutPayload_withNothingBehind_isNotWhole_whateverCameBefore() {
        value(answer, "{\"costDollars\":{\"total\":1}}");
        answer.decode(event("{\"citations\":["));

        assertThat(answer.isComplete()).isFalse();
        assertThat(answer.decode(event("[DONE]"))).isInstanceOf(StreamItem.Skip.class);
        assertThat(answer.isComplete()).isFalse();
    }

    @Test
    void textThatIsNoJson_isAnError() {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> answer.decode(event("<html>")));
    }

    @Test
    void citationsAsText_areCitations() {
        assertThat(value(answer, "{\"citations\":\"null\"}").citations()).isEmpty();
        assertThat(value(answer, "{\"citations\":\"\"}").citations()).isEmpty();
        assertThat(value(answer, "{\"citations\":null}").citations()).isEmpty();
        assertThat(value(answer, "{\"citations\":\"[{\\\"url\\\":\\\"u\\\"}]\"}")
                        .citations())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"tag\":\"ERROR\",\"payload\":{\"error\":{\"code\":500,\"message\":\"Upstream failed\"},\"requestId\":\"r\"}} | 500 | - | Upstream failed | r",
                "{\"tag\":\"ERROR\",\"payload\":{\"error\":{\"code\":429,\"message\":\"Slow\"}}} | 429 | - | Slow | -",
                "{\"tag\":\"error\",\"error\":{\"message\":\"Could not\"}} | 500 | - | Could not | -",
                "{\"type\":\"error\",\"error\":{\"message\":\"Bad schema\",\"code\":\"BAD_SCHEMA\"}} | 500 | BAD_SCHEMA | Bad schema | -",
                "{\"error\":\"No credits\",\"tag\":\"NO_MORE_CREDITS\",\"statusCode\":402,\"requestId\":\"q\"} | 402 | NO_MORE_CREDITS | No credits | q",
                "{\"tag\":\"ERROR\"} | 500 | - | - | -",
                "{\"error\":{\"code\":7,\"message\":\"odd\"}} | 500 | - | odd | -",
                "{\"error\":{\"code\":99999999999,\"message\":\"odd\"}} | 500 | - | odd | -",
                "{\"error\":{\"code\":1e999,\"message\":\"odd\"}} | 500 | - | odd | -",
                "{\"error\":{\"code\":429.0,\"message\":\"Slow\"}} | 429 | - | Slow | -",
                "{\"error\":{\"code\":\"429\",\"message\":\"Slow\"}} | 429 | - | Slow | -",
                "{\"tag\":\"ERROR\",\"payload\":\"Upstream failed\"} | 500 | - | - | -",
            })
    void errors_ofEveryShape_areTheProviders(String data, int status, String code, String message, String requestId) {
        Classification meaning = failure(answer, event(data));

        assertThat(meaning.effectiveStatus()).isEqualTo(status);
        assertThat(meaning.code().orElse(null)).isEqualTo(code);
        assertThat(meaning.message().orElse(null)).isEqualTo(message);
        assertThat(meaning.providerRequestId().orElse(null)).isEqualTo(requestId);
    }

    @Test
    void overloadInside_isPromisedNotProcessed() {
        assertThat(failure(answer, event("{\"tag\":\"SERVICE_OVERLOADED\",\"error\":\"busy\",\"statusCode\":503}"))
                        .isNotProcessed())
                .isTrue();
    }

    @Test
    void errorThatIsNull_isNone() {
        assertThat(value(answer, "{\"error\":null,\"requestId\":\"r\"}").requestId())
                .isEqualTo("r");
    }

    @Test
    void search_isWholeWhenDone_withOrWithoutMarker() {
        EventDecoder<SearchChunk> search = PayloadDecoder.search();
        assertThat(value(search, "{\"type\":\"text-delta\",\"delta\":\"Hel\"}").text())
                .isEqualTo("Hel");
        assertThat(value(search, "{\"type\":\"stream-reset\",\"streamReset\":true}")
                        .resets())
                .isTrue();
        assertThat(value(search, "{\"type\":\"a-type-of-tomorrow\",\"x\":1}").extra())
                .containsOnlyKeys("x");
        assertThat(search.isComplete()).isFalse();
        assertThat(value(search, "{\"type\":\"done\"}").isDone()).isTrue();
        assertThat(search.isComplete()).isTrue();
    }

    @Test
    void research_takesTheTypeFromWhereItIs() {
        EventDecoder<ResearchEvent> research = PayloadDecoder.research();

        assertThat(value(research, new SseEvent("plan-output", "{\"planId\":\"p\"}", ""))
                        .eventType())
                .isEqualTo("plan-output");
        assertThat(value(research, new SseEvent("message", "{\"eventType\":\"task-output\"}", ""))
                        .eventType())
                .isEqualTo("task-output");
        assertThat(research.isComplete()).isFalse();
        value(
                research,
                new SseEvent("research-output", "{\"output\":{\"outputType\":\"failed\",\"error\":\"No\"}}", ""));
        assertThat(research.isComplete()).isTrue();
    }

    @Test
    void agent_failedRunIsAnEvent_errorEventIsAnError() {
        EventDecoder<AgentEvent> agent = PayloadDecoder.agent();
        String failed = "{\"id\":\"a\",\"status\":\"failed\",\"error\":{\"code\":\"SCHEMA\",\"message\":\"No\"}}";

        AgentEvent event = value(agent, new SseEvent("agent_run.failed", failed, "7"));
        assertThat(event.id()).isEqualTo("7");
        assertThat(event.isLast()).isTrue();
        assertThat(event.run().orElseThrow().error().code()).isEqualTo("SCHEMA");
        assertThat(agent.isComplete()).isTrue();

        assertThat(failure(agent, new SseEvent("error", "{\"error\":{\"message\":\"x\"}}", ""))
                        .effectiveStatus())
                .isEqualTo(500);
        AgentEvent other = value(agent, new SseEvent("agent_run.of_tomorrow", "{\"a\":1}", ""));
        assertThat(other.isLast()).isFalse();
        assertThat(other.id()).isNull();
        assertThat(other.run()).isEmpty();
    }

    @Test
    void wholeAnswerAsStream_isWhatIsComplete() {
        EventDecoder<SearchResponse> whole = PayloadDecoder.whole(SearchResponse.class);

        assertThat(whole.decode(event("{\"tag\":\"progress\"}"))).isInstanceOf(StreamItem.Skip.class);
        assertThat(whole.isComplete()).isFalse();
        assertThat(value(whole, "{\"tag\":\"complete\",\"data\":{\"requestId\":\"r\"}}")
                        .requestId())
                .isEqualTo("r");
        assertThat(whole.isComplete()).isTrue();
        assertThat(value(PayloadDecoder.whole(SearchResponse.class), "{\"requestId\":\"bare\"}")
                        .requestId())
                .isEqualTo("bare");
    }

    /** What a progress event carries is not known, and is not the answer. */
    @Test
    void wholeAnswerAsStream_isNotItsProgress() {
        EventDecoder<SearchResponse> whole = PayloadDecoder.whole(SearchResponse.class);

        assertThat(whole.decode(event("{\"tag\":\"progress\",\"data\":{\"requestId\":\"early\"}}")))
                .isInstanceOf(StreamItem.Skip.class);
        assertThat(whole.isComplete()).isFalse();
        assertThat(value(whole, "{\"tag\":\"complete\",\"data\":{\"requestId\":\"r\"}}")
                        .requestId())
                .isEqualTo("r");
        assertThat(whole.decode(event("{\"tag\":\"progress\",\"data\":{\"requestId\":\"late\"}}")))
                .isInstanceOf(StreamItem.Skip.class);
    }

    private static SseEvent event(String data) {
        return new SseEvent("message", data, "");
    }

    private static <E> E value(EventDecoder<E> decoder, String data) {
        return value(decoder, event(data));
    }

    private static <E> E value(EventDecoder<E> decoder, SseEvent event) {
        return ((StreamItem.Event<E>) decoder.decode(event)).value();
    }

    private static Classification failure(EventDecoder<?> decoder, SseEvent event) {
        return ((StreamItem.Failure<?>) decoder.decode(event)).classification();
    }
}
