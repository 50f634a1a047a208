package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.AuthenticationException;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.InsufficientCreditsException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.client.stream.EventStream;
import dev.sluice.exa.agent.AgentEvent;
import dev.sluice.exa.agent.AgentRun;
import dev.sluice.exa.agent.AgentRunRequest;
import dev.sluice.exa.answer.AnswerRequest;
import dev.sluice.exa.answer.AnswerResponse;
import dev.sluice.exa.answer.AnswerStream;
import dev.sluice.exa.internal.ExaJson;
import dev.sluice.exa.research.ResearchEvent;
import dev.sluice.exa.research.ResearchRequest;
import dev.sluice.exa.research.ResearchTask;
import dev.sluice.exa.search.Contents;
import dev.sluice.exa.search.ContentsRequest;
import dev.sluice.exa.search.ContentsResponse;
import dev.sluice.exa.search.ContextRequest;
import dev.sluice.exa.search.ContextResponse;
import dev.sluice.exa.search.FindSimilarRequest;
import dev.sluice.exa.search.Result;
import dev.sluice.exa.search.SearchRequest;
import dev.sluice.exa.search.SearchResponse;
import dev.sluice.exa.search.SearchStream;
import dev.sluice.foundation.Secret;
import dev.sluice.simulators.Fault;
import dev.sluice.simulators.Latency;
import dev.sluice.simulators.SimulatorOptions;
import dev.sluice.simulators.Simulators;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation and every misfortune that the simulator can play, through the real client. */
class RehearsalTest {
    private static final AnswerRequest QUESTION = AnswerRequest.of("Why?");
    private static final SearchRequest WITH_SCHEMA = SearchRequest.builder("ants")
            .numResults(2)
            .outputSchema(ExaJson.MAPPER.readTree("{\"type\":\"text\"}"))
            .build();

    private final Simulators simulators =
            Simulators.start(SimulatorOptions.defaults().withLatency(Latency.ofMillis(1, 5)));
    private final Sluice sluice = Sluice.builder()
            .environment(Map.of())
            .baseUrl("exa", simulators.baseUrls().get("exa"))
            .credential("exa", Secret.of(ExaServer.KEY))
            .time(VirtualTime.autoAdvancing())
            .build();
    private final ExaClient exa = sluice.client(ExaClient.class);

    @AfterEach
    void stop() {
        sluice.close();
        simulators.close();
    }

    @Test
    void contents_ofPages_withTheirFailures() {
        ContentsResponse pages = exa.contents(ContentsRequest.of(
                Contents.builder().text(20).build(), "https://a.example/1", "https://missing.example/2"));

        assertThat(pages.results()).singleElement().satisfies(page -> {
            assertThat(page.url()).isEqualTo("https://a.example/1");
            assertThat(page.text()).hasSize(20);
        });
        assertThat(pages.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.id()).isEqualTo("https://missing.example/2");
            assertThat(failure.error().tag()).isEqualTo("CRAWL_NOT_FOUND");
        });
        assertThat(pages.costDollars().total()).isEqualTo("0.001");
    }

    @Test
    void findSimilarAndContext() {
        SearchResponse similar = exa.findSimilar(FindSimilarRequest.builder("https://a.example/1")
                .numResults(3)
                .excludeSourceDomain(true)
                .build());
        ContextResponse context = exa.context(ContextRequest.of("pandas filter", 2_000));

        assertThat(similar.results()).hasSize(3);
        assertThat(context.response()).startsWith("## pandas filter");
        assertThat(context.costDollars().total()).isEqualTo("0.025");
    }

    @Test
    void answer_wholeOrPieceByPiece_isTheSame() {
        AnswerResponse whole = exa.answer(QUESTION);
        AnswerResponse streamed;
        try (AnswerStream stream = exa.answerStream(QUESTION)) {
            streamed = stream.toAnswer();
        }

        assertThat(streamed.text()).isEqualTo(whole.text());
        assertThat(streamed.citations()).isEqualTo(whole.citations()).hasSize(3);
        assertThat(streamed.costDollars()).isEqualTo(whole.costDollars());
    }

    @Test
    void answer_byASchema_isAnObject() {
        AnswerResponse answer = exa.answer(QUESTION.withText()
                .model("exa-pro")
                .systemPrompt("short")
                .userLocation("CH")
                .outputSchema(ExaJson.MAPPER.readTree("{\"type\":\"object\"}")));

        assertThat(answer.text()).isEmpty();
        assertThat(answer.answer().path("answer").asString()).startsWith("On Why?");
    }

    @Test
    void searchStream_addsUpToItsLastEvent() {
        try (SearchStream stream = exa.searchStream(WITH_SCHEMA)) {
            SearchResponse found = stream.toResponse();

            assertThat(found.results()).hasSize(2);
            assertThat(found.output().text().orElseThrow()).startsWith("On ants:");
            assertThat(found.output().grounding()).hasSize(1);
            assertThat(found.costDollars().total()).isEqualTo("0.005");
        }
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class, () -> exa.searchStream(SearchRequest.of("no schema"))))
                .hasMessageContaining("outputSchema");
    }

    @Test
    void research_fromItsBeginningToItsEnd() throws InterruptedException {
        ResearchTask task = exa.research().create(ResearchRequest.of("ants"));
        List<String> told;
        try (EventStream<ResearchEvent> events = exa.research().events(task.researchId())) {
            told = events(events, ResearchEvent::eventType);
        }
        ResearchTask done = exa.research().await(task.researchId(), Duration.ofHours(1));

        assertThat(task.isFinished()).isFalse();
        assertThat(told)
                .startsWith("research-definition")
                .endsWith("research-output")
                .hasSize(8);
        assertThat(done.isCompleted()).isTrue();
        assertThat(done.costDollars().numPages()).isEqualTo("1.5");
        assertThat(exa.research().getWithEvents(task.researchId()).events()).hasSize(8);
        assertThat(exa.research().list()).extracting(ResearchTask::researchId).containsExactly(task.researchId());
    }

    @Test
    void agentRun_fromItsBeginningToItsEnd() throws InterruptedException {
        List<AgentEvent> told;
        try (EventStream<AgentEvent> events = exa.agent().createStreamed(AgentRunRequest.of("ants"))) {
            told = events(events, event -> event);
        }
        String id = told.get(0).run().orElseThrow().id();

        assertThat(told).extracting(AgentEvent::id).containsExactly("1", "2", "3");
        assertThat(exa.agent().await(id, Duration.ofHours(1)).output().text()).isEqualTo("done");
        assertThat(exa.agent().events(id)).hasSize(3);
        try (EventStream<AgentEvent> rest = exa.agent().follow(id, "2")) {
            assertThat(events(rest, AgentEvent::event)).containsExactly("agent_run.completed");
        }
        assertThat(exa.agent().list()).extracting(AgentRun::id).containsExactly(id);
        assertThat(exa.agent().delete(id).deleted()).isTrue();
        assertThat(catchThrowableOfType(
                                NotFoundException.class, () -> exa.agent().get(id))
                        .code())
                .hasValue("RUN_NOT_FOUND");
    }

    @Test
    void agentEvents_cutInTheMiddle_areTakenUpAgain() {
        AgentRun run = exa.agent().create(AgentRunRequest.of("ants"));
        simulators.exa().inject(Fault.truncate());

        try (EventStream<AgentEvent> events = exa.agent().follow(run.id(), null)) {
            assertThat(events(events, AgentEvent::id)).containsExactly("1", "2", "3");
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "flat, INTERNAL_ERROR, 500, An internal error occurred",
                "bare-limit, -, 429, You've exceeded your Exa rate limit of 10 requests per second.",
                "late-reset, -, 429, You've exceeded your Exa rate limit of 10 requests per second.",
                "envelope, RUN_NOT_FOUND, 404, No such run",
                "nest, -, 404, Cannot POST /search",
                "bad-key, -, 401, x-api-key header is invalid",
                "html, -, 502, -",
                "empty, -, 504, -",
                "overloaded, SERVICE_OVERLOADED, 503, 'Service overloaded, please retry with backoff'",
                "no-credits, NO_MORE_CREDITS, 402, You have exceeded your credits limit. Please top up at dashboard.exa.ai.",
            })
    void refusals_inEveryShape(String shape, String code, int status, String message) {
        simulators.exa().inject(Fault.shape(shape).times(9));

        ResponseException thrown = catchThrowableOfType(ResponseException.class, () -> exa.search("q"));

        assertThat(thrown.status()).isEqualTo(status);
        assertThat(thrown.code().orElse(null)).isEqualTo(code);
        assertThat(thrown.providerMessage().orElse(null)).isEqualTo(message);
        assertThat(thrown).isInstanceOf(typeOf(status));
    }

    private static Class<? extends ResponseException> typeOf(int status) {
        return switch (status) {
            case 401 -> AuthenticationException.class;
            case 402 -> InsufficientCreditsException.class;
            case 404 -> NotFoundException.class;
            case 429 -> RateLimitedException.class;
            default -> ServerErrorException.class;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"split-payload", "comments"})
    void oddStreams_areWholeAllTheSame(String shape) {
        AnswerResponse plain = streamed();
        simulators.exa().inject(Fault.shape(shape));

        AnswerResponse odd = streamed();

        assertThat(odd.text()).isEqualTo(plain.text());
        assertThat(odd.citations()).isEqualTo(plain.citations());
        assertThat(odd.costDollars()).isEqualTo(plain.costDollars());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64})
    void streamsInPieces_areWhole(int pieceBytes) {
        AnswerResponse plain = streamed();
        simulators.exa().inject(Fault.split(pieceBytes));

        assertThat(streamed().citations()).isEqualTo(plain.citations());
    }

    @Test
    void nullCitations_areNone() {
        simulators.exa().inject(Fault.shape("null-citations"));

        assertThat(streamed().citations()).isEmpty();
    }

    @Test
    void errorInTheMidst_isThrown_withWhatCameBefore() {
        simulators.exa().inject(Fault.shape("stream-error"));

        try (AnswerStream stream = exa.answerStream(QUESTION)) {
            ServerErrorException thrown = catchThrowableOfType(ServerErrorException.class, stream::toAnswer);
            assertThat(thrown.providerMessage()).hasValue("Upstream failed");
            assertThat(stream.soFar().text().orElseThrow()).startsWith("On Why?");
        }
        assertThat(simulators.exa().report().calls()).isEqualTo(1);
    }

    @Test
    void streamWithoutItsCost_isTruncated() {
        simulators.exa().inject(Fault.shape("stream-without-cost"));

        try (AnswerStream stream = exa.answerStream(QUESTION)) {
            assertThat(catchThrowableOfType(TruncatedStreamException.class, stream::toAnswer)
                            .deliveredEvents())
                    .isPositive();
        }
    }

    @Test
    void textTakenBack_isGone() {
        simulators.exa().inject(Fault.shape("stream-reset"));

        try (SearchStream stream = exa.searchStream(WITH_SCHEMA)) {
            assertThat(stream.toResponse().output().text()).hasValue("Hello");
        }
    }

    @Test
    void errorOfASearchInTheMidst_isThrown_withWhatCameBefore() {
        simulators.exa().inject(Fault.shape("search-error"));

        try (SearchStream stream = exa.searchStream(WITH_SCHEMA)) {
            ServerErrorException thrown = catchThrowableOfType(ServerErrorException.class, stream::toResponse);
            assertThat(thrown.providerMessage()).hasValue("Output could not be written");
            assertThat(stream.soFar().output().text().orElseThrow()).startsWith("On ants:");
            assertThat(stream.soFar().costDollars()).isNull();
        }
    }

    @Test
    void taskThatFails_isFinished_withoutAReport() throws InterruptedException {
        simulators.exa().inject(Fault.shape("failed-task").onOperation("research-create"));
        simulators.exa().inject(Fault.shape("failed-task").onOperation("agent-create"));

        ResearchTask task = exa.research().run(ResearchRequest.of("ants"), Duration.ofHours(1));
        AgentRun run = exa.agent().create(AgentRunRequest.of("ants"));
        List<String> told;
        try (EventStream<AgentEvent> events = exa.agent().follow(run.id(), null)) {
            told = events(events, AgentEvent::event);
        }
        run = exa.agent().await(run.id(), Duration.ofHours(1));

        assertThat(task.isFinished()).isTrue();
        assertThat(task.isCompleted()).isFalse();
        assertThat(task.error()).isEqualTo("Research failed");
        assertThat(task.output()).isNull();
        assertThat(told).endsWith("agent_run.failed");
        assertThat(run.isCompleted()).isFalse();
        assertThat(run.error().code()).isEqualTo("INTERNAL_ERROR");
        assertThat(run.output()).isNull();
    }

    @Test
    void search_whosePagesCannotBeFetched_isASuccessWithFailures() {
        SearchResponse found = exa.search(SearchRequest.builder("ants")
                .numResults(2)
                .includeDomains("missing.example")
                .contents(Contents.builder().text(20).build())
                .build());

        assertThat(found.results()).hasSize(2).extracting(Result::text).containsOnlyNulls();
        assertThat(found.failures())
                .hasSize(2)
                .extracting(failure -> failure.error().tag())
                .containsOnly("CRAWL_NOT_FOUND");
    }

    @Test
    void answerByASchema_streamed_isTheJsonOfTheWholeOne() {
        AnswerRequest question = QUESTION.outputSchema(ExaJson.MAPPER.readTree("{\"type\":\"object\"}"));

        try (AnswerStream stream = exa.answerStream(question)) {
            assertThat(ExaJson.MAPPER.readTree(stream.toAnswer().text().orElseThrow()))
                    .isEqualTo(exa.answer(question).answer());
        }
    }

    @Test
    void wholeAnswerAsStream_isRead_anErrorInItRepeated() {
        simulators.exa().inject(Fault.shape("as-stream"));
        assertThat(exa.search("ants").results()).hasSize(3);

        simulators.exa().inject(Fault.shape("as-stream-error"));
        assertThat(exa.search("ants").results()).hasSize(10);
        assertThat(simulators.exa().report().calls()).isEqualTo(3);

        simulators.exa().inject(Fault.shape("as-stream-error").times(9));
        ClientException thrown = catchThrowableOfType(ClientException.class, () -> exa.search("ants"));
        assertThat(thrown).isInstanceOf(ServerErrorException.class);
    }

    @Test
    void taskThatMayHaveBegun_isNotBegunAgain() {
        simulators.exa().inject(Fault.shape("html"));
        ServerErrorException unknown = catchThrowableOfType(
                ServerErrorException.class, () -> exa.research().create(ResearchRequest.of("ants")));
        assertThat(unknown.isOutcomeUnknown()).isTrue();

        simulators.exa().inject(Fault.shape("overloaded"));
        assertThat(exa.research().create(ResearchRequest.of("ants")).researchId())
                .isNotNull();
        assertThat(simulators.exa().report().calls()).isEqualTo(3);
    }

    private AnswerResponse streamed() {
        try (AnswerStream stream = exa.answerStream(QUESTION)) {
            return stream.toAnswer();
        }
    }

    private static <E, T> List<T> events(EventStream<E> stream, Function<E, T> part) {
        List<T> parts = new ArrayList<>();
        stream.forEach(event -> parts.add(part.apply(event)));
        return parts;
    }
}
