package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.TestApi.Chunk;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.client.spi.RetryClass;
import dev.sluice.client.stream.EventStream;
import dev.sluice.ratelimit.Priority;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scope asks of the calls in it, what it learns of them, and that nothing of it is left outside. */
class CallOptionsTest extends WireTest {
    private static final Search SEARCH = new Search("q");
    private static final CallOptions NONE = CallOptions.none();

    @BeforeEach
    void answers() {
        server.stubFor(get("/things/7")
                .willReturn(okJson("{\"name\":\"lamp\"}")
                        .withHeader("X-Request-Id", "theirs-1")
                        .withHeader("X-RateLimit-Remaining", "9")
                        .withHeader("Set-Cookie", "session=hush")
                        .withHeader("X-Session-Token", "hush")));
        server.stubFor(get("/things/500").willReturn(status(500)));
        server.stubFor(post("/orders").willReturn(status(503)));
        server.stubFor(post("/search").willReturn(okJson("{\"name\":\"lamp\"}")));
    }

    @Test
    void deadline_boundsTheCall_insteadOfTheConfiguredOne() {
        server.stubFor(get("/things/500").willReturn(status(503).withHeader("Retry-After", "20")));

        assertThatThrownBy(() -> NONE.deadline(Duration.ofSeconds(10)).call(() -> api.thing("500")))
                .isInstanceOf(ServerErrorException.class);

        assertThat(bench.call().attempts()).isEqualTo(1);
        assertThat(bench.call().duration()).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void deadline_thatIsNone_isRefused() {
        assertThatThrownBy(() -> NONE.deadline(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deadlineForEver_isALongOne() {
        for (Duration forEver : List.of(Duration.ofSeconds(Long.MAX_VALUE), ChronoUnit.FOREVER.getDuration())) {
            TestApi.Thing thing = CallOptions.none().deadline(forEver).call(() -> api.thing("7"));

            assertThat(thing.name()).isEqualTo("lamp");
        }
    }

    @Test
    void withoutRetry_isOneAttempt_andSaysThatARepeatWouldDoNoHarm() {
        ServerErrorException failure = catchThrowableOfType(
                ServerErrorException.class, () -> NONE.withoutRetry().call(() -> api.thing("500")));

        assertThat(failure.isRetryable()).isTrue();
        assertThat(bench.call().attempts()).isEqualTo(1);
    }

    @Test
    void priorityAndDeadline_goBeforeWhatTheModuleSays() {
        CallPlan plan = new CallPlan(
                new OperationSpec("thing", RetryClass.SAFE, null, "GET", false, "/", String.class, null),
                new Object[0],
                Duration.ofSeconds(1));
        plan.priority(Priority.CRITICAL).deadline(Duration.ofSeconds(2));

        plan.override(NONE.tag("a", "b"));
        assertThat(plan.priority()).isEqualTo(Priority.CRITICAL);
        assertThat(plan.deadline()).isEqualTo(Duration.ofSeconds(2));

        plan.override(NONE.priority(Priority.BACKGROUND).deadline(Duration.ofSeconds(3)));
        assertThat(plan.priority()).isEqualTo(Priority.BACKGROUND);
        assertThat(plan.deadline()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void tags_areInTheRecord_andNothingOfThemIsSent() {
        NONE.tag("strategy", "momentum").tag("run", "7").run(() -> api.thing("7"));

        assertThat(bench.call().tags()).containsExactly(Map.entry("strategy", "momentum"), Map.entry("run", "7"));
        assertThat(server.getAllServeEvents().get(0).getRequest().getHeaders().toString())
                .doesNotContain("momentum");
    }

    @Test
    void innerScope_winsFieldByField_andEndsWithItself() {
        NONE.tag("a", "outer").tag("b", "outer").withoutRetry().run(() -> {
            NONE.tag("b", "inner")
                    .run(() -> assertThatThrownBy(() -> api.thing("500")).isInstanceOf(ServerErrorException.class));
            api.thing("7");
        });

        assertThat(bench.calls)
                .extracting(CallRecord::tags)
                .containsExactly(Map.of("a", "outer", "b", "inner"), Map.of("a", "outer", "b", "outer"));
        assertThat(bench.calls.get(0).attempts()).isEqualTo(1);
    }

    @Test
    void options_reachNoLaterCall_evenAfterAFailure_andNoOtherThread() throws InterruptedException {
        CallOptions options = NONE.tag("only", "here").withoutRetry();
        assertThatThrownBy(() -> options.call(() -> {
                    Thread other = new Thread(() -> api.thing("7"));
                    other.start();
                    other.join(20_000);
                    throw new IOException("work failed");
                }))
                .isInstanceOf(IOException.class);
        api.thing("7");

        assertThat(bench.calls)
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.tags()).isEmpty());
        assertThat(CallScope.options()).isSameAs(CallOptions.none());
    }

    @Test
    void idempotencyKey_isSentWithWhatHasAnEffect_notWithReads_andNeverLogged() {
        NONE.idempotencyKey("key-4711").run(() -> {
            api.search(SEARCH);
            api.thing("7");
        });

        server.verify(postRequestedFor(urlEqualTo("/search")).withHeader("Idempotency-Key", equalTo("key-4711")));
        server.verify(getRequestedFor(urlEqualTo("/things/7")).withoutHeader("Idempotency-Key"));
        assertThat(bench.events.toString() + bench.calls + NONE.idempotencyKey("key-4711"))
                .doesNotContain("4711");
    }

    @Test
    void idempotencyKey_ofAProviderThatHonoursIt_makesAnEffectRepeatable() {
        use(definition -> definition.idempotencyHeader("X-Once").honoursIdempotencyKey());

        ServerErrorException failure = catchThrowableOfType(
                ServerErrorException.class, () -> NONE.idempotencyKey("key").call(() -> api.order(SEARCH)));

        assertThat(failure.isOutcomeUnknown()).isFalse();
        assertThat(failure.attempts()).isEqualTo(3);
        server.verify(3, postRequestedFor(urlEqualTo("/orders")).withHeader("X-Once", equalTo("key")));
    }

    @Test
    void idempotencyKey_withoutThatPromise_repeatsNothing_norDoesThePromiseWithoutAKey() {
        ServerErrorException failure = catchThrowableOfType(
                ServerErrorException.class, () -> NONE.idempotencyKey("key").call(() -> api.order(SEARCH)));
        assertThat(failure.isOutcomeUnknown()).isTrue();

        use(ApiDefinition.Builder::honoursIdempotencyKey);
        failure = catchThrowableOfType(ServerErrorException.class, () -> api.order(SEARCH));
        assertThat(failure.isOutcomeUnknown()).isTrue();
        server.verify(2, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\r\nX: y", "ä"})
    void idempotencyKey_thatIsNoHeaderValue_isRefused_unquoted(String key) {
        assertThatThrownBy(() -> NONE.idempotencyKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("idempotency key: unusable (expected: 1 to 255 visible ASCII characters)");
    }

    @Test
    void answer_hasValueAndMetadata_withoutCookiesAndCredentials() {
        CallResult<TestApi.Thing> result = NONE.answer(() -> api.thing("7"));

        CallMetadata metadata = result.metadata();
        assertThat(result.value().name()).isEqualTo("lamp");
        assertThat(metadata.status()).isEqualTo(200);
        assertThat(metadata.header("x-ratelimit-remaining")).contains("9");
        assertThat(metadata.headers()).doesNotContainKeys("set-cookie", "x-session-token");
        assertThat(metadata.providerRequestId()).isEqualTo("theirs-1");
        assertThat(metadata.requestId()).isEqualTo(bench.call().requestId());
        assertThat(metadata.attempts()).isEqualTo(1);
        assertThat(metadata.waited()).isEqualTo(bench.call().waited());
        assertThat(metadata.duration()).isEqualTo(bench.call().duration());
        assertThat(metadata.toString()).contains("acme thing", "status=200").doesNotContain("hush", "application");
    }

    @Test
    void answer_isOfTheLastCall_inNestedScopesToo_andOfOneThatTheWorkForgave() {
        CallResult<CallResult<TestApi.Thing>> nested = NONE.answer(() -> NONE.answer(() -> {
            NONE.tag("a", "b").run(() -> api.search(SEARCH));
            return api.thing("7");
        }));
        assertThat(nested.metadata()).isSameAs(nested.value().metadata());
        assertThat(nested.metadata().operation()).isEqualTo("thing");

        CallMetadata forgiven = NONE.answer(() -> {
                    assertThatThrownBy(() -> api.order(SEARCH)).isInstanceOf(ClientException.class);
                    return "forgiven";
                })
                .metadata();
        assertThat(forgiven.status()).isEqualTo(503);
    }

    @Test
    void answer_withoutACall_saysSo() {
        assertThatThrownBy(() -> NONE.answer(() -> "nothing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no answer (expected: work that makes a call on this thread)");
    }

    @Test
    void stream_hasMetadata_fromItsHeadOn() throws InterruptedException {
        server.stubFor(post("/chat")
                .willReturn(aResponse()
                        .withHeader("Content-Type", "text/event-stream")
                        .withHeader("X-Request-Id", "theirs-2")
                        .withBody("data: {\"text\":\"a\"}\n\ndata: [DONE]\n\n")));

        CallResult<EventStream<Chunk>> result = NONE.tag("a", "b").answer(() -> api.chat(SEARCH));

        try (EventStream<Chunk> stream = result.value()) {
            assertThat(stream.metadata().status()).isEqualTo(200);
            assertThat(stream.metadata().requestId()).isEqualTo(stream.requestId());
            assertThat(result.metadata().header("x-request-id")).contains("theirs-2");
            stream.forEach(chunk -> {});
            Duration whole = stream.metadata().duration();
            time.sleep(Duration.ofSeconds(1));
            assertThat(stream.metadata().duration()).isEqualTo(whole);
        }
        assertThat(bench.call().tags()).containsEntry("a", "b");
    }

    @Test
    void optionsOfACallThatIsRefusedBeforeItLeaves_areThoseOfItsScope() {
        bench.sluice.close();

        assertThatThrownBy(() -> NONE.tag("a", "b").call(() -> api.thing("7")))
                .isInstanceOf(RequestNotSentException.class);
        assertThat(bench.call().tags()).containsEntry("a", "b");
    }

    private void use(UnaryOperator<ApiDefinition.Builder<TestApi>> definition) {
        use(new Bench(uri(), time, Bench.CONFIG, definition));
    }
}
