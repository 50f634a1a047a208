package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.client.stream.EventStream;
import dev.sluice.exa.agent.AgentEvent;
import dev.sluice.exa.answer.AnswerChunk;
import dev.sluice.exa.answer.AnswerRequest;
import dev.sluice.exa.answer.AnswerResponse;
import dev.sluice.exa.answer.AnswerStream;
import dev.sluice.exa.internal.ExaJson;
import dev.sluice.exa.search.Result;
import dev.sluice.exa.search.SearchChunk;
import dev.sluice.exa.search.SearchRequest;
import dev.sluice.exa.search.SearchResponse;
import dev.sluice.exa.search.SearchStream;
import dev.sluice.testsupport.RoundTrip;
import dev.sluice.testsupport.SpecExample;
import dev.sluice.testsupport.Specs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every recorded and documented stream through the real client, in pieces of 1 byte, 7 bytes and whole: always the same events. */
class StreamExamplesTest {
    private static final int[] PIECES = {1, 7, Integer.MAX_VALUE};
    private static final SearchRequest STREAMED = SearchRequest.builder("q")
            .outputSchema(ExaJson.MAPPER.readTree("{\"type\":\"text\"}"))
            .build();

    /** Which method reads which example; a stream that is not here fails the test. */
    private static final Map<String, Function<ExaClient, EventStream<?>>> READERS = Map.of(
            "rec-answer_stream_spacex_valuation-0", exa -> exa.answerStream(AnswerRequest.of("q")),
            "con-answer-stream-error", exa -> exa.answerStream(AnswerRequest.of("q")),
            "con-search-stream", exa -> exa.searchStream(STREAMED),
            "con-agent-run-stream", exa -> exa.agent().follow("agent_run_123", null),
            // Joined by its CR LF lines alone.
            "con-agent-run-stream-split-crlf", exa -> exa.agent().follow("agent_run_123", null));

    private final Specs specs = Specs.of("exa");
    private PieceServer server;

    @BeforeEach
    void start() throws IOException {
        server = new PieceServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyStream_inEveryCut_givesTheSameEvents() {
        List<SpecExample> streams = specs.examples("examples", e -> e.has("response.sse"));
        int ran = 0;
        for (SpecExample example : streams) {
            if (example.name().equals("con-blocking-answered-as-sse")) {
                ran += sameWhole(example);
                continue;
            }
            assertThat(READERS).as("a method that reads it").containsKey(example.name());
            List<Object> whole = events(example, Integer.MAX_VALUE);
            assertThat(whole).hasSizeGreaterThan(1);
            for (int pieces : PIECES) {
                assertThat(events(example, pieces))
                        .as(example.name() + " by " + pieces)
                        .isEqualTo(whole);
                ran++;
            }
        }
        specs.ran("streams in pieces of 1, 7 and all bytes", ran);
        assertThat(ran).isGreaterThanOrEqualTo(15);
    }

    private int sameWhole(SpecExample example) {
        for (int pieces : PIECES) {
            server.answers(pieces, example.bytes("response.sse"));
            SearchResponse found = server.client().search("q");
            assertThat(found.requestId()).isEqualTo("b5947044c4b78efa9552a7c89b306d95");
            assertThat(found.results()).isEmpty();
        }
        return PIECES.length;
    }

    /** What a reader sees: the events, and the failure at their end if there is one. */
    private List<Object> events(SpecExample example, int pieces) {
        server.answers(pieces, example.bytes("response.sse"));
        List<Object> seen = new ArrayList<>();
        try (EventStream<?> stream = READERS.get(example.name()).apply(server.client())) {
            stream.forEach(seen::add);
        } catch (ClientException failure) {
            seen.add(failure.getClass() + " " + failure.isRetryable());
        }
        return seen;
    }

    /** What each event says is kept: joined where the wire had cut it, and read and written without loss. */
    @Test
    void everyEvent_isWrittenAsItCame() {
        RoundTrip trip = new RoundTrip(ExaJson.MAPPER);
        int events = 0;
        for (SpecExample example : specs.examples("examples", e -> e.has("response.sse"))) {
            Class<? extends Record> type = example.name().contains("answer-stream") || example.recorded()
                    ? AnswerChunk.class
                    : SearchChunk.class;
            if (example.name().contains("agent") || example.name().contains("blocking")) {
                continue;
            }
            for (JsonNode payload : payloads(example.text("response.sse"))) {
                trip.same(payload, type);
                events++;
            }
        }
        specs.ran("events written as they came", events);
        System.out.print(trip.report());
        assertThat(events).isGreaterThanOrEqualTo(14);
        assertThat(trip.leaves().typedShare()).isGreaterThan(0.9);
    }

    private static List<JsonNode> payloads(String sse) {
        SplitPayload payload = new SplitPayload();
        List<JsonNode> payloads = new ArrayList<>();
        for (String line : sse.lines().toList()) {
            if (line.startsWith("data: {") || (line.startsWith("data: ") && !payload.isEmpty())) {
                JsonNode whole = payload.offer(line.substring(6));
                if (whole != null) {
                    payloads.add(whole);
                }
            }
        }
        assertThat(payload.isEmpty()).isTrue();
        return payloads;
    }

    @Test
    void recordedAnswer_hasItsTextItsCutCitationsAndItsCost() {
        SpecExample recorded = specs.examples("examples", e -> e.recorded() && e.has("response.sse"))
                .get(0);
        server.answers(7, recorded.bytes("response.sse"));

        AnswerResponse answer;
        try (AnswerStream stream = server.client().answerStream(AnswerRequest.of("q"))) {
            answer = stream.toAnswer();
        }

        assertThat(answer.text().orElseThrow())
                .startsWith("$400 billion. ([Barron's](https://www.barrons.com/articles");
        assertThat(answer.citations())
                .hasSizeGreaterThan(3)
                .extracting(Result::url)
                .doesNotContainNull();
        assertThat(answer.citations().toString()).contains("reflects our biases", "and long-term");
        assertThat(answer.costDollars().total()).isEqualByComparingTo("0.005");
        assertThat(answer.requestId()).isEqualTo("79a260d4a3a9f4aa0ea1d1a92c73b502");
    }

    @Test
    void recordedAnswer_cutAnywhereBeforeItsCost_isTruncated_neverShorter() {
        SpecExample recorded = specs.examples("examples", e -> e.recorded() && e.has("response.sse"))
                .get(0);
        String text = recorded.text("response.sse");
        int cost = text.indexOf("data: {\"costDollars");
        for (String cut : List.of(text.substring(0, cost), text.substring(0, cost + 20), text.substring(0, cost / 2))) {
            server.answers(Integer.MAX_VALUE, cut.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            try (AnswerStream stream = server.client().answerStream(AnswerRequest.of("q"))) {
                assertThatExceptionOfType(TruncatedStreamException.class).isThrownBy(stream::toAnswer);
                assertThat(stream.soFar().text().orElseThrow()).startsWith("$400 billion.");
                assertThat(stream.soFar().costDollars()).isNull();
            }
        }
    }

    /** The cost is always the last: behind it only the end of the body can be missing. */
    @Test
    void recordedAnswer_whoseConnectionBreaksBehindItsCost_isWhole() {
        SpecExample recorded = specs.examples("examples", e -> e.recorded() && e.has("response.sse"))
                .get(0);
        server.breakingOff().answers(Integer.MAX_VALUE, recorded.bytes("response.sse"));

        try (AnswerStream stream = server.client().answerStream(AnswerRequest.of("q"))) {
            assertThat(stream.toAnswer().costDollars().total()).isEqualByComparingTo("0.005");
        }
    }

    @Test
    void errorInAnAnswer_isThrown_withThePartialTextKept() {
        SpecExample error = specs.examples("examples", e -> e.name().equals("con-answer-stream-error"))
                .get(0);
        server.answers(1, error.bytes("response.sse"));

        try (AnswerStream stream = server.client().answerStream(AnswerRequest.of("q"))) {
            ServerErrorException thrown = catchThrowableOfType(ServerErrorException.class, stream::toAnswer);

            assertThat(thrown.providerMessage()).hasValue("Upstream failed");
            assertThat(thrown.providerRequestId()).hasValue("b5947044c4b78efa9552a7c89b306d95");
            assertThat(stream.soFar().text()).hasValue("Partial");
        }
    }

    @Test
    void searchStream_addsUpToTheAnswer_withoutWhatWasTakenBack() {
        SpecExample search = specs.examples("examples", e -> e.name().equals("con-search-stream"))
                .get(0);
        server.answers(7, search.bytes("response.sse"));

        SearchResponse found;
        try (SearchStream stream = server.client().searchStream(STREAMED)) {
            found = stream.toResponse();
        }

        assertThat(found.output().text()).hasValue("Hello");
        assertThat(found.results()).extracting(Result::title).containsExactly("A");
        assertThat(found.searchTimeMillis()).isEqualByComparingTo("812.5");
        assertThat(found.costDollars().total()).isEqualByComparingTo("0.012");
    }

    @Test
    void agentEvents_haveTheirIdsAndTheirRun() {
        SpecExample agent = specs.examples("examples", e -> e.name().equals("con-agent-run-stream"))
                .get(0);
        server.answers(1, agent.bytes("response.sse"));
        List<AgentEvent> events = new ArrayList<>();
        try (EventStream<AgentEvent> stream = server.client().agent().follow("agent_run_123", null)) {
            stream.forEach(events::add);
        }

        assertThat(events).extracting(AgentEvent::id).containsExactly("1", "2", "3");
        assertThat(events.get(2).run().orElseThrow().costDollars().agentCompute())
                .isEqualByComparingTo("0.01");
        assertThat(events.get(2).run().orElseThrow().output().text()).isEqualTo("done");
    }
}
