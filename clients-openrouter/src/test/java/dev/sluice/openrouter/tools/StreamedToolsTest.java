package dev.sluice.openrouter.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.CallOptions;
import dev.sluice.client.Sluice;
import dev.sluice.client.error.AuthenticationException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.foundation.Secret;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.llm.LlmCompletionLogger;
import dev.sluice.openrouter.OpenRouterClient;
import dev.sluice.openrouter.chat.ChatChunk;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatMessage;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ToolChoice;
import dev.sluice.simulators.Fault;
import dev.sluice.simulators.Latency;
import dev.sluice.simulators.SimulatorOptions;
import dev.sluice.simulators.Simulators;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops over streams, against the simulator, with one permit for everything. */
class StreamedToolsTest {
    record Query(String symbol) {}

    private static final ChatRequest QUESTION = ChatRequest.to("openai/gpt-4o-mini")
            .user("What is the price and the volume of 'ACME'?")
            .build();

    private final VirtualTime time = VirtualTime.autoAdvancing();
    private final Simulators simulators =
            Simulators.start(SimulatorOptions.defaults().withTime(time).withLatency(Latency.none()));
    private final Sluice sluice = Sluice.builder()
            .config("providers: { openrouter: { limits: { max-concurrent: 1, min-delay: 0ms },"
                    + " retry: { max-attempts: 3, backoff: 10ms, max-backoff: 10ms } } }")
            .environment(Map.of())
            .time(time)
            .baseUrl("openrouter", Objects.requireNonNull(simulators.baseUrls().get("openrouter")))
            .credential("openrouter", Secret.of("sk-simulated"))
            .build();
    private final OpenRouterClient client = sluice.client(OpenRouterClient.class);
    private final List<String> ran = new ArrayList<>();
    private final List<ChatChunk> pieces = new ArrayList<>();

    @AfterEach
    void close() {
        assertThat(inFlight()).as("permits in use").isZero();
        sluice.close();
        simulators.close();
    }

    @Test
    void run_piecesOfAllRounds_areHandedOn_andAddUpToTheAnswer() {
        ToolLoopResult whole = client.toolLoop(tools(symbol -> {})).run(QUESTION);
        ran.clear();

        ToolLoopResult streamed = loop().run(QUESTION);

        assertThat(streamed.text()).isEqualTo(whole.text()).startsWith("The tools say: ");
        assertThat(text()).isEqualTo(streamed.text());
        assertThat(streamed.rounds()).isEqualTo(2);
        assertThat(streamed.usage()).isEqualTo(whole.usage());
        assertThat(streamed.conversation().messages())
                .extracting(ChatMessage::role)
                .containsExactly("user", "assistant", "tool", "tool", "assistant");
        assertThat(ran).containsExactly("price ACME", "volume ACME");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void run_bodiesInPiecesOfAnySize_areTheSame(int bytes) {
        simulators.openRouter().inject(Fault.split(bytes).times(2));

        assertThat(loop().run(QUESTION).text()).startsWith("The tools say: ");
        assertThat(ran).containsExactly("price ACME", "volume ACME");
    }

    @Test
    void run_callsInTurns_arePutTogetherByTheirIndex() {
        simulators.openRouter().inject(Fault.shape("mixed-calls"));

        ToolLoopResult streamed = loop().run(QUESTION);

        assertThat(ran).containsExactly("price ACME", "volume ACME");
        assertThat(callIndexes()).startsWith(0, 1, 0, 1);
        assertThat(streamed.rounds()).isEqualTo(2);
    }

    /** If the stream still held the only permit while a tool runs, the tool's own call would wait until the deadline. */
    @Test
    void run_toolThatAsksTheSameProvider_findsThePermitFree() {
        ToolLoop loop = client.toolLoop(tools(symbol -> {
                    assertThat(inFlight()).isZero();
                    client.chat(ChatRequest.to("a/b").user("Guess").build());
                }))
                .onPiece(pieces::add);

        CallOptions.none().deadline(Duration.ofSeconds(20)).call(() -> loop.run(QUESTION));

        assertThat(ran).hasSize(2);
        assertThat(calls()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void run_streamThatEndsInTheMiddle_isNotRepeated_andTheQuestionIsThere(boolean error) {
        simulators.openRouter().inject(error ? Fault.shape("stream-error") : Fault.truncate());
        ChatRequest plain = QUESTION.toBuilder().toolChoice(ToolChoice.NONE).build();

        ToolLoopException broken = catchThrowableOfType(ToolLoopException.class, () -> loop().run(plain));

        assertThat(broken.reason()).isEqualTo(ToolLoopException.Reason.STREAM);
        assertThat(broken)
                .hasMessage("tool loop: no end of the stream of round 1 (expected: a whole answer)")
                .hasCauseInstanceOf(error ? ResponseException.class : TruncatedStreamException.class);
        assertThat(broken.partialAnswer().map(ChatCompletion::text).orElseThrow())
                .isEqualTo(text())
                .isNotEmpty();
        assertThat(broken.conversation().messages()).isEqualTo(plain.messages());
        assertThat(broken.usage().answers()).isEqualTo(1);
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void run_secondRoundThatEndsInTheMiddle_keepsWhatTheToolsSaid_andGoesOnWithoutThem() {
        ToolLoop loop = client.toolLoop(tools(symbol -> {
                    if (ran.size() == 2) {
                        simulators.openRouter().inject(Fault.truncate());
                    }
                }))
                .onPiece(pieces::add);

        ToolLoopException broken = catchThrowableOfType(ToolLoopException.class, () -> loop.run(QUESTION));
        ToolLoopResult resumed = loop.run(broken.conversation());

        assertThat(broken.conversation().messages()).hasSize(4);
        assertThat(broken.usage().answers()).isEqualTo(2);
        assertThat(broken.usage().withoutUsage()).isEqualTo(1);
        assertThat(broken.partialAnswer()).isPresent();
        assertThat(resumed.text()).startsWith("The tools say: ");
        assertThat(ran).hasSize(2);
        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void run_streamThatNeverBegan_isRepeated() {
        simulators.openRouter().inject(Fault.shape("blank"));

        assertThat(loop().run(QUESTION).rounds()).isEqualTo(2);
        assertThat(calls()).isEqualTo(3);
    }

    @Test
    void run_refusedBeforeAnyPiece_isTheRefusalItself() {
        simulators.openRouter().inject(Fault.shape("bad-key"));

        assertThat(catchThrowable(() -> loop().run(QUESTION))).isInstanceOf(AuthenticationException.class);
        assertThat(pieces).isEmpty();
    }

    @Test
    void run_readerThatThrows_endsTheLoop_andRunsNoTool() {
        IllegalStateException own = new IllegalStateException("seen enough");

        Throwable thrown = catchThrowable(() -> client.toolLoop(tools(symbol -> {}))
                .onPiece(piece -> {
                    throw own;
                })
                .run(QUESTION));

        assertThat(thrown).isSameAs(own);
        assertThat(ran).isEmpty();
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void run_deadlineOverAmidAStream_endsTheLoop_withWhatWasSaid() {
        ToolLoop slow = client.toolLoop(tools(symbol -> {})).onPiece(piece -> {
            pieces.add(piece);
            if (piece.text().isEmpty()) {
                return;
            }
            time.advance(Duration.ofSeconds(9));
        });

        ToolLoopException late = catchThrowableOfType(
                ToolLoopException.class,
                () -> CallOptions.none().deadline(Duration.ofSeconds(8)).call(() -> slow.run(QUESTION)));

        assertThat(late).hasMessage("tool loop: deadline over amid the stream of round 2 (expected: a whole answer)");
        assertThat(late.reason()).isEqualTo(ToolLoopException.Reason.DEADLINE);
        assertThat(late.partialAnswer().map(ChatCompletion::text)).contains(text());
        assertThat(late.conversation().messages()).hasSize(4);
    }

    @Test
    void run_ofALoggedClient_logsEveryRound() {
        List<Event> events = new ArrayList<>();
        LlmCompletionLogger logger =
                LlmCompletionLogger.builder().events(events::add).build();

        client.logged(logger).toolLoop(tools(symbol -> {})).onPiece(pieces::add).run(QUESTION);

        assertThat(events)
                .extracting(Event::eventType)
                .containsExactly(
                        "completion_request", "completion_response", "completion_request", "completion_response");
        assertThat(events.get(1).fields()).containsEntry("finish_reason", "tool_calls");
    }

    private ToolLoop loop() {
        return client.toolLoop(tools(symbol -> {})).onPiece(pieces::add);
    }

    private ToolSet tools(Consumer<String> alsoDoes) {
        ToolSet.Builder tools = ToolSet.builder();
        for (String name : List.of("price", "volume")) {
            tools.function(name, "The " + name + " of a symbol.", Query.class, query -> {
                ran.add(name + " " + query.symbol());
                alsoDoes.accept(query.symbol());
                return 12;
            });
        }
        return tools.build();
    }

    private String text() {
        return pieces.stream().map(ChatChunk::text).collect(Collectors.joining());
    }

    private List<Integer> callIndexes() {
        return pieces.stream()
                .flatMap(piece -> Objects.requireNonNull(piece.choices()).stream())
                .flatMap(choice -> choice.delta() == null || choice.delta().toolCalls() == null
                        ? Stream.empty()
                        : choice.delta().toolCalls().stream())
                .map(call -> Objects.requireNonNull(call.index()))
                .toList();
    }

    private long calls() {
        return simulators.openRouter().report().calls();
    }

    private int inFlight() {
        return sluice.limiters().limiter("openrouter").snapshot().provider().inFlight();
    }
}
