package dev.sluice.exa.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exa.FixedEvents;
import dev.sluice.exa.internal.ExaJson;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the events of a streamed search add up to. */
class StreamedSearchTest {
    @Test
    void soFar_growsWithWhatWasHandedOut_notWithWhatHasArrived() {
        SearchStream stream = stream(
                "{\"type\":\"results\",\"results\":[{\"url\":\"u\"}],\"requestId\":\"r\"}",
                "{\"type\":\"text-delta\",\"delta\":\"Hel\"}",
                "{\"type\":\"text-delta\",\"choices\":[{\"delta\":{\"content\":\"lo\"}}]}");
        Iterator<SearchChunk> chunks = stream.iterator();

        assertThat(stream.soFar().results()).isEmpty();
        assertThat(stream.soFar().output()).isNull();
        chunks.next();
        assertThat(stream.soFar().results()).hasSize(1);
        assertThat(stream.soFar().requestId()).isEqualTo("r");
        chunks.next();
        chunks.next();
        assertThat(stream.soFar().output().text()).hasValue("Hello");
        assertThat(stream.soFar().costDollars()).isNull();
    }

    @Test
    void reset_takesBackTheText_notThePages() {
        SearchResponse found = stream(
                        "{\"type\":\"results\",\"results\":[{\"url\":\"u\"}]}",
                        "{\"type\":\"text-delta\",\"delta\":\"Wrong\"}",
                        "{\"streamReset\":true}",
                        "{\"type\":\"text-delta\",\"delta\":\"Right\"}")
                .toResponse();

        assertThat(found.output().text()).hasValue("Right");
        assertThat(found.results()).hasSize(1);
    }

    @Test
    void lastEvent_hasTheWord_whereItBringsAnOutput() {
        SearchResponse found = stream(
                        "{\"type\":\"text-delta\",\"delta\":\"pieces\"}",
                        "{\"type\":\"grounding\",\"grounding\":[{\"field\":\"content\"}]}",
                        "{\"type\":\"done\",\"output\":{\"content\":{\"a\":1}},\"costDollars\":{\"total\":0.012},\"searchTime\":812.5}")
                .toResponse();

        assertThat(found.output().content().path("a").asInt()).isEqualTo(1);
        assertThat(found.costDollars().total()).isEqualTo("0.012");
        assertThat(found.searchTimeMillis()).isEqualTo("812.5");
    }

    @Test
    void grounding_comesWithTheText_ofAnAnswerThatBrokeOff() {
        SearchResponse found = stream(
                        "{\"type\":\"text-delta\",\"delta\":\"x\"}",
                        "{\"type\":\"grounding\",\"grounding\":[{\"field\":\"content\",\"confidence\":\"high\"}]}")
                .toResponse();

        assertThat(found.output().grounding())
                .extracting(DeepOutput.Grounding::confidence)
                .containsExactly("high");
    }

    @Test
    void pieces_ofChoicesWithoutText_areEmpty() {
        assertThat(chunk("{\"choices\":[null,{},{\"delta\":{}},{\"delta\":{\"content\":null}}]}")
                        .text())
                .isEmpty();
        assertThat(chunk("{\"delta\":\"wins\",\"choices\":[{\"delta\":{\"content\":\"same\"}}]}")
                        .text())
                .isEqualTo("wins");
    }

    @Test
    void closing_closesTheCall_andItsNamesAreTheCalls() {
        FixedEvents<SearchChunk> events = new FixedEvents<>(List.of());
        SearchStream stream = new SearchStream(events);

        assertThat(stream.requestId()).isEqualTo(events.requestId());
        stream.close();
        assertThat(events.isClosed()).isTrue();
    }

    private static SearchStream stream(String... events) {
        return new SearchStream(new FixedEvents<>(
                Stream.of(events).map(StreamedSearchTest::chunk).toList()));
    }

    private static SearchChunk chunk(String json) {
        return ExaJson.MAPPER.readValue(json, SearchChunk.class);
    }
}
