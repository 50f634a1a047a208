package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.stream.EventStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a bot's own listeners and interceptors see, and that they do no harm. */
class ListenerTest extends WireTest {
    private static final String THING = "{\"name\":\"lamp\"}";

    private final List<String> steps = new ArrayList<>();

    @Test
    void repeatedCall_isToldStepByStep() {
        use(builder -> builder.listener(new Steps()));
        failingOnce();

        CallOptions.none().tag("run", "7").run(() -> api.thing("7"));

        assertThat(steps)
                .containsExactly(
                        "started 0 {run=7}",
                        "permit 1",
                        "attempt-started 1",
                        "attempt-ended 1 status 503 ServerErrorException",
                        "retry 1 after PT1.015S ServerErrorException",
                        "permit 2",
                        "attempt-started 2",
                        "attempt-ended 2 status 200",
                        "call 2 SUCCESS");
    }

    @Test
    void stream_isToldFromItsFirstEventToItsEnd() {
        use(builder -> builder.listener(new Steps()));
        stream("data: {\"text\":\"a\"}\n\ndata: [DONE]\n\n");

        try (EventStream<TestApi.Chunk> stream = api.chat(new Search("q"))) {
            assertThat(steps).containsExactly("started 0 {}", "permit 1", "attempt-started 1", "first-event 1");
            stream.forEach(chunk -> {});
        }

        assertThat(steps.subList(4, steps.size()))
                .containsExactly("attempt-ended 1 status 200", "stream-ended 1", "call 1 SUCCESS");
    }

    @Test
    void streamWithoutEvents_hasNoFirstOne() {
        use(builder -> builder.listener(new Steps()));
        stream("data: [DONE]\n\n");

        api.chat(new Search("q")).close();

        assertThat(steps).doesNotContain("first-event 1").endsWith("stream-ended 1", "call 1 SUCCESS");
    }

    @Test
    void callThatIsNotSent_isToldAsFarAsItCame() {
        use(builder -> builder.listener(new Steps()).interceptor((attempt, request) -> {
            throw new IllegalStateException("no");
        }));

        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(RequestNotSentException.class);

        assertThat(steps)
                .containsExactly(
                        "started 0 {}",
                        "permit 1",
                        "attempt-started 1",
                        "attempt-ended 1 status null RequestNotSentException",
                        "call 0 NOT_SENT");
    }

    @Test
    void listenersThatThrow_evenErrors_harmNeitherTheCallNorEachOther() {
        use(builder -> builder.listener(new Throwing()).listener(new Steps()));
        failingOnce();

        assertThat(api.thing("7").name()).isEqualTo("lamp");

        assertThat(steps).hasSize(9).endsWith("call 2 SUCCESS");
        assertThat(bench.permitsHeld()).isZero();
    }

    @Test
    void interceptor_seesEveryAttempt_beforeItIsSigned_andAddsHeaders() {
        List<String> seen = new ArrayList<>();
        use(builder -> builder.interceptor((attempt, request) -> {
                    seen.add(attempt.attempt() + " " + request.headers("Authorization") + request.method() + " "
                            + request.uri().getPath());
                    request.header("X-Trace", attempt.requestId() + "-" + attempt.attempt());
                })
                .interceptor(
                        Bench.PROVIDER,
                        (attempt, request) ->
                                seen.add("own " + request.headers("x-trace").size()))
                .interceptor("other", (attempt, request) -> seen.add("never")));
        failingOnce();

        api.thing("7");

        assertThat(seen).containsExactly("1 []GET /things/7", "own 1", "2 []GET /things/7", "own 1");
        for (int attempt = 1; attempt <= 2; attempt++) {
            String trace = bench.call().requestId() + "-" + attempt;
            server.verify(1, getRequestedFor(urlEqualTo("/things/7")).withHeader("X-Trace", equalTo(trace)));
        }
        assertThat(bench.events.toString()).doesNotContain(bench.call().requestId() + "-1");
    }

    @Test
    void interceptorThatThrows_meansNotSent_andItsWordsAreRedacted() {
        use(builder -> builder.interceptor((attempt, request) -> {
            throw new IllegalStateException("key " + Bench.KEY);
        }));

        assertThatThrownBy(() -> api.thing("7"))
                .isInstanceOf(RequestNotSentException.class)
                .hasMessage("acme thing: interceptor failed with IllegalStateException")
                .hasStackTraceContaining("IllegalStateException")
                .satisfies(failure ->
                        assertThat(String.valueOf(failure.getCause())).doesNotContain(Bench.KEY));
        assertThat(bench.call().attempts()).isZero();
        server.verify(0, anyRequestedFor(anyUrl()));
    }

    private void use(UnaryOperator<SluiceBuilder> more) {
        use(new Bench(uri(), time, Bench.CONFIG, definition -> definition, more));
    }

    private static void failingOnce() {
        server.stubFor(get("/things/7")
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(status(503).withHeader("Retry-After", "1"))
                .willSetStateTo("later"));
        server.stubFor(
                get("/things/7").inScenario("s").whenScenarioStateIs("later").willReturn(okJson(THING)));
    }

    private static void stream(String body) {
        server.stubFor(post("/chat")
                .willReturn(aResponse()
                        .withHeader("Content-Type", "text/event-stream")
                        .withBody(body)));
    }

    /** Writes down what it is told. */
    private final class Steps implements CallListener {
        @Override
        public void onStarted(CallStep call) {
            steps.add("started " + call.attempt() + " " + call.tags());
        }

        @Override
        public void onPermit(CallStep attempt) {
            steps.add("permit " + attempt.attempt());
            assertThat(attempt.duration()).isEqualTo(Duration.ZERO);
        }

        @Override
        public void onAttemptStarted(CallStep attempt) {
            steps.add("attempt-started " + attempt.attempt());
        }

        @Override
        public void onAttemptEnded(CallStep attempt) {
            steps.add("attempt-ended " + attempt.attempt() + " status " + attempt.status() + failure(attempt));
        }

        @Override
        public void onRetryScheduled(CallStep attempt) {
            steps.add("retry " + attempt.attempt() + " after " + attempt.duration() + failure(attempt));
        }

        @Override
        public void onFirstEvent(CallStep attempt) {
            steps.add("first-event " + attempt.attempt());
        }

        @Override
        public void onStreamEnded(CallStep attempt) {
            steps.add("stream-ended " + attempt.attempt());
        }

        @Override
        public void onCall(CallRecord call) {
            steps.add("call " + call.attempts() + " " + call.outcome());
        }

        private String failure(CallStep step) {
            return step.failure() == null ? "" : " " + step.failure().getClass().getSimpleName();
        }
    }

    /** Fails at every step, in the ways in which listeners fail. */
    private static final class Throwing implements CallListener {
        @Override
        public void onStarted(CallStep call) {
            throw new IllegalStateException("started");
        }

        @Override
        public void onPermit(CallStep attempt) {
            throw new NoClassDefFoundError("tracing");
        }

        @Override
        public void onAttemptStarted(CallStep attempt) {
            throw new StackOverflowError();
        }

        @Override
        public void onAttemptEnded(CallStep attempt) {
            throw new AssertionError("ended");
        }

        @Override
        public void onRetryScheduled(CallStep attempt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void onCall(CallRecord call) {
            throw new IllegalStateException("call");
        }
    }
}
