package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.sluice.client.TestApi.Chunk;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.EventStream;
import dev.sluice.client.stream.SseEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Streams: what their readers see, and when their permits come back. */
class StreamTest extends WireTest {
    private static final Search PROMPT = new Search("q");
    private static final String A_B = "data: {\"text\":\"a\"}\n\n: alive\n\ndata: {\"text\":\"b\"}\n\n";

    @Test
    void wholeStream_givesItsEvents_andEndsByItself() {
        answer(sse(A_B + "data: [DONE]\n\n"));

        EventStream<Chunk> stream = api.chat(PROMPT);

        assertThat(texts(stream)).containsExactly("a", "b");
        assertThat(bench.permitsHeld()).isZero();
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.SUCCESS);
        assertThat(bench.eventTypes()).containsExactly("api_request", "api_response", "external_api_call");
        assertThat(stream.requestId()).isEqualTo(bench.call().requestId());
    }

    @Test
    void request_asksForAStream_uncompressed() {
        answer(sse("data: [DONE]\n\n"));

        api.chat(PROMPT).close();

        server.verify(postRequestedFor(urlEqualTo("/chat"))
                .withHeader("Accept", equalTo("text/event-stream"))
                .withoutHeader("Accept-Encoding"));
    }

    @Test
    void openStream_holdsItsPermit_andIsRecordedOnlyAtItsEnd() {
        answer(sse(A_B + "data: [DONE]\n\n"));

        try (EventStream<Chunk> stream = api.chat(PROMPT)) {
            assertThat(stream.iterator().next()).isEqualTo(new Chunk("a"));
            assertThat(bench.permitsHeld()).isEqualTo(1);
            assertThat(bench.calls).isEmpty();
            assertThat(bench.eventTypes()).containsExactly("api_request");
        }

        assertThat(bench.permitsHeld()).isZero();
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.CANCELLED);
        assertThat(bench.eventTypes()).containsExactly("api_request", "api_response", "external_api_call");
        assertThat(bench.events("external_api_call").get(0).fields()).containsEntry("outcome", "cancelled");
    }

    @Test
    void closedStream_hasNothingMore_andCloseIsIdempotent() {
        answer(sse(A_B + "data: [DONE]\n\n"));
        EventStream<Chunk> stream = api.chat(PROMPT);
        Iterator<Chunk> events = stream.iterator();

        stream.close();
        stream.close();

        assertThat(events.hasNext()).isFalse();
        assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
        assertThat(bench.calls).hasSize(1);
    }

    @Test
    void streamClosedBetweenHasNextAndNext_givesWhatItPromised() {
        answer(sse(A_B + "data: [DONE]\n\n"));
        EventStream<Chunk> stream = api.chat(PROMPT);
        Iterator<Chunk> events = stream.iterator();

        assertThat(events.hasNext()).isTrue();
        stream.close();

        assertThat(events.next().text()).isEqualTo("a");
        assertThat(events.hasNext()).isFalse();
    }

    @Test
    void iterator_askedForAgain_goesOnWhereItStands() {
        answer(sse(A_B + "data: [DONE]\n\n"));

        try (EventStream<Chunk> stream = api.chat(PROMPT)) {
            assertThat(stream.iterator().next().text()).isEqualTo("a");
            assertThat(stream.iterator().next().text()).isEqualTo("b");
            assertThat(stream.iterator().hasNext()).isFalse();
            assertThatThrownBy(() -> stream.iterator().next()).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void streamWithoutEvents_butWithItsEnd_isEmptyAndWhole() {
        answer(sse(": alive\n\ndata: [DONE]\n\n"));

        assertThat(texts(api.chat(PROMPT))).isEmpty();
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.SUCCESS);
    }

    @Test
    void streamWithoutEndMarker_isTruncated_afterItsEventsWereDelivered() {
        answer(sse(A_B));
        List<String> got = new ArrayList<>();

        TruncatedStreamException failure = catchThrowableOfType(
                TruncatedStreamException.class, () -> api.chat(PROMPT).forEach(chunk -> got.add(chunk.text())));

        assertThat(got).containsExactly("a", "b");
        assertThat(failure).hasMessage("acme chat: stream ended before its end marker");
        assertThat(failure.deliveredEvents()).isEqualTo(2);
        assertThat(failure.attempts()).isEqualTo(1);
        server.verify(1, anyRequestedFor(anyUrl()));
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.TRANSPORT_FAILURE);
    }

    @Test
    void failedStream_goesOnFailing() {
        answer(sse(A_B));
        Iterator<Chunk> events = api.chat(PROMPT).iterator();
        events.next();
        events.next();

        assertThatThrownBy(events::hasNext).isInstanceOf(TruncatedStreamException.class);
        assertThatThrownBy(events::hasNext).isInstanceOf(TruncatedStreamException.class);
        assertThatThrownBy(events::next).isInstanceOf(TruncatedStreamException.class);
    }

    @Test
    void decoderThatKnowsTheEnd_makesAnEndWithoutMarkerWhole() {
        use(new Bench(uri(), time, Bench.CONFIG, definition -> definition.events(Chunk.class, Ended::new)));
        answer(sse(A_B));

        assertThat(texts(api.chat(PROMPT))).containsExactly("a", "b");
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.SUCCESS);
    }

    @Test
    void failureBeforeTheFirstEvent_isRepeated() {
        firstThen(sse("data: {\"error\":503}\n\n"), sse(A_B + "data: [DONE]\n\n"));

        assertThat(texts(api.chat(PROMPT))).containsExactly("a", "b");
        assertThat(bench.call().attempts()).isEqualTo(2);
        assertThat(bench.eventTypes())
                .containsExactly("api_request", "api_error", "api_request", "api_response", "external_api_call");
    }

    @Test
    void emptyStream_isTruncated_andRepeated() {
        firstThen(sse(""), sse(A_B + "data: [DONE]\n\n"));

        assertThat(texts(api.chat(PROMPT))).containsExactly("a", "b");
        assertThat(bench.call().attempts()).isEqualTo(2);
    }

    @Test
    void failureAfterTheFirstEvent_isNotRepeated_andTyped() {
        answer(sse("data: {\"text\":\"a\"}\n\ndata: {\"error\":429}\n\n"));
        Iterator<Chunk> events = api.chat(PROMPT).iterator();
        events.next();

        ResponseException failure = catchThrowableOfType(ResponseException.class, events::hasNext);

        assertThat(failure)
                .isInstanceOf(RateLimitedException.class)
                .hasMessage("acme chat: status 429 stream_error inside HTTP 200 (expected: 2xx)");
        server.verify(1, anyRequestedFor(anyUrl()));
        assertThat(bench.call().effectiveStatus()).isEqualTo(429);
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.ERROR_RESPONSE);
    }

    @Test
    void errorAnswerToAStreamCall_isReadAsAnAnswer_andRepeated() {
        firstThen(aResponse().withStatus(503), sse(A_B + "data: [DONE]\n\n"));

        assertThat(texts(api.chat(PROMPT))).containsExactly("a", "b");
        assertThat(bench.call().attempts()).isEqualTo(2);
    }

    @Test
    void jsonWhereAStreamWasAsked_isUnreadable_unlessTheClassifierKnowsBetter() {
        answer(okJson("{\"error\":500}"));
        assertThatThrownBy(() -> api.chat(PROMPT))
                .isInstanceOf(DecodingException.class)
                .hasMessage("acme chat: no event stream (expected: text/event-stream)");

        use((head, body) -> dev.sluice.client.spi.Classification.of(500).transientFailure(false));
        assertThatThrownBy(() -> api.chat(PROMPT)).isInstanceOf(ServerErrorException.class);
    }

    @Test
    void unreadableEvent_endsTheStream_withoutQuotingIt() {
        answer(sse("data: {\"text\":\"a\"}\n\ndata: {\"text\": private\n\n"));
        Iterator<Chunk> events = api.chat(PROMPT).iterator();
        events.next();

        assertThatThrownBy(events::hasNext)
                .isInstanceOf(DecodingException.class)
                .hasMessageStartingWith("acme chat: unreadable JSON")
                .hasMessageNotContaining("private");
    }

    @Test
    void decoderThatBreaks_endsTheStream_withoutItsWords() {
        answer(sse("data: boom\n\n"));

        assertThatThrownBy(() -> api.chat(PROMPT))
                .isInstanceOf(DecodingException.class)
                .hasMessage("acme chat: event decoder failed with IllegalStateException");
    }

    @Test
    void oversizeEvent_endsTheStream() {
        answer(sse("data: {\"text\":\"a\"}\n\ndata: " + "x".repeat(70_000) + "\n\n"));
        Iterator<Chunk> events = api.chat(PROMPT).iterator();
        events.next();

        assertThatThrownBy(events::hasNext)
                .isInstanceOf(DecodingException.class)
                .hasMessageContaining("event too large");
    }

    @Test
    void connectionBrokenInTheMiddle_isTruncated() {
        answer(sse(A_B).withFault(Fault.MALFORMED_RESPONSE_CHUNK));

        assertThatThrownBy(() -> texts(api.chat(PROMPT))).isInstanceOf(RuntimeException.class);
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.TRANSPORT_FAILURE);
    }

    @Test
    void connectionBrokenBehindWhatIsAlwaysLast_isWhole() throws IOException {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 999\r\n\r\n";
        try (RawServer broken = RawServer.of((self, in, out) -> {
            out.write((head + A_B).getBytes(StandardCharsets.UTF_8));
            out.flush();
        })) {
            for (boolean known : new boolean[] {true, false}) {
                use(new Bench(
                        broken.uri(),
                        time,
                        Bench.CONFIG,
                        definition -> definition.events(Chunk.class, () -> new Ended(known))));
                EventStream<Chunk> stream = api.chat(PROMPT);
                if (known) {
                    assertThat(texts(stream)).containsExactly("a", "b");
                } else {
                    assertThatThrownBy(() -> texts(stream)).isInstanceOf(TruncatedStreamException.class);
                }
                assertThat(bench.call().outcome())
                        .isEqualTo(known ? CallOutcome.SUCCESS : CallOutcome.TRANSPORT_FAILURE);
            }
        }
    }

    private static List<String> texts(EventStream<Chunk> stream) {
        List<String> texts = new ArrayList<>();
        try (stream) {
            stream.forEach(chunk -> texts.add(chunk.text()));
        }
        return texts;
    }

    private static ResponseDefinitionBuilder sse(String body) {
        return aResponse()
                .withHeader("Content-Type", "text/event-stream; charset=utf-8")
                .withBody(body);
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(post("/chat").willReturn(answer));
    }

    private static void firstThen(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        server.stubFor(post("/chat")
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(first)
                .willSetStateTo("later"));
        server.stubFor(
                post("/chat").inScenario("s").whenScenarioStateIs("later").willReturn(then));
    }

    /** Knows by its own lights when a stream is whole. */
    private static final class Ended implements EventDecoder<Chunk> {
        private final ChunkDecoder decoder = new ChunkDecoder();
        private final boolean alwaysLast;
        private boolean complete;

        private Ended() {
            this(false);
        }

        private Ended(boolean alwaysLast) {
            this.alwaysLast = alwaysLast;
        }

        @Override
        public StreamItem<Chunk> decode(SseEvent event) {
            complete = event.data().contains("\"b\"");
            return decoder.decode(event);
        }

        @Override
        public boolean isComplete() {
            return complete;
        }

        @Override
        public boolean isEnded() {
            return alwaysLast && complete;
        }
    }
}
