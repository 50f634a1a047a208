package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.CircuitChange.State;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.spi.Classification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the circuit opens and closes, and what does not move it. */
class BreakerTest extends WireTest {
    private static final String CONFIG = Bench.CONFIG.replace("max-attempts: 3", "max-attempts: 1")
            + "    circuit-breaker: { failure-rate: 50%, window: 4, wait-open: 10s }\n";

    @BeforeEach
    void small() {
        use(new Bench(uri(), time, CONFIG, definition -> definition));
    }

    @Test
    void halfOfTheWindowFailing_opens_andRefusesWithoutSending() {
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(500)));
        failing(4);

        RequestNotSentException refusal = catchThrowableOfType(RequestNotSentException.class, () -> api.thing("7"));

        assertThat(refusal).hasMessage("acme thing: circuit acme open (expected: closed)");
        assertThat(refusal.attempts()).isZero();
        assertThat(refusal.isRetryable()).isTrue();
        server.verify(4, anyRequestedFor(anyUrl()));
    }

    @Test
    void openCircuit_letsOneProbeThroughAfterItsWait_andClosesOnSuccess() {
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(500)));
        failing(4);
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));

        time.advance(Duration.ofSeconds(10));
        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(RequestNotSentException.class);
        time.advance(Duration.ofMillis(1));

        assertThat(api.thing("7").name()).isEqualTo("lamp");
        assertThat(api.thing("7").name()).isEqualTo("lamp");
    }

    @Test
    void probeThatFails_opensAgain() {
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(500)));
        failing(4);
        time.advance(Duration.ofMillis(10_001));

        failing(1);

        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(RequestNotSentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 409, 422, 429})
    void faultsOfTheCaller_andRateLimits_neverOpen(int status) {
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(status)));
        for (int call = 0; call < 12; call++) {
            assertThatThrownBy(() -> api.thing("7")).hasMessageContaining("status " + status);
        }
    }

    @Test
    void refusalsOnPurpose_neverOpen_andCloseACircuitAgain() {
        AtomicBoolean onPurpose = new AtomicBoolean();
        use(new Bench(
                uri(),
                time,
                CONFIG,
                definition -> definition.classifier((head, body) -> {
                    Classification meaning = Classification.of(head.status());
                    return onPurpose.get() ? meaning.refusedOnPurpose() : meaning;
                })));
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(503)));
        failing(4);
        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(RequestNotSentException.class);
        time.advance(Duration.ofMillis(10_001));

        onPurpose.set(true);

        failing(12);
    }

    @Test
    void listener_hearsOfEachChange() {
        List<CircuitChange> changes = new ArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public void onCall(CallRecord call) {}

            @Override
            public void onCircuitChanged(CircuitChange change) {
                changes.add(change);
                throw new IllegalStateException("a listener that fails");
            }
        };
        use(new Bench(uri(), time, CONFIG, definition -> definition, builder -> builder.listener(listener)));
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(500)));
        failing(4);
        time.advance(Duration.ofMillis(10_001));
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));
        api.thing("7");

        Duration wait = Duration.ofSeconds(10);
        assertThat(changes)
                .containsExactly(
                        new CircuitChange("acme", null, State.CLOSED, State.OPEN, wait),
                        new CircuitChange("acme", null, State.OPEN, State.HALF_OPEN, wait),
                        new CircuitChange("acme", null, State.HALF_OPEN, State.CLOSED, wait));
    }

    @Test
    void unreadableAnswers_neverOpen() {
        server.stubFor(get("/things/7").willReturn(okJson("{")));
        for (int call = 0; call < 12; call++) {
            assertThatThrownBy(() -> api.thing("7")).hasMessageContaining("unreadable");
        }
    }

    @Test
    void rateLimitedProbe_leavesTheSlotForTheNext() {
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(500)));
        failing(4);
        time.advance(Duration.ofMillis(10_001));
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(429)));
        assertThatThrownBy(() -> api.thing("7")).hasMessageContaining("status 429");
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));

        assertThat(api.thing("7").name()).isEqualTo("lamp");
    }

    @Test
    void refusalByOurOwnLimits_isNoFailure_andLeaksNoProbe() {
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(500)));
        failing(4);
        time.advance(Duration.ofMillis(10_001));
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));
        var limiter = bench.sluice.limiters().limiter(Bench.PROVIDER);
        limiter.feedback(dev.sluice.ratelimit.ServerFeedback.pause(
                dev.sluice.ratelimit.Target.account(), time.instant().plusSeconds(45)));
        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> api.thing("7"))
                    .isInstanceOf(RequestNotSentException.class)
                    .hasMessageContaining("refused by our own limits");
        }
        time.advance(Duration.ofSeconds(46));

        assertThat(api.thing("7").name()).isEqualTo("lamp");
    }

    @Test
    void groups_haveCircuitsOfTheirOwn() {
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(500)));
        server.stubFor(post("/orders").willReturn(okJson("{\"name\":\"lamp\"}")));
        failing(4);

        assertThat(api.order(new Search("q")).name()).isEqualTo("lamp");
    }

    private void failing(int calls) {
        for (int call = 0; call < calls; call++) {
            assertThatThrownBy(() -> api.thing("7")).isInstanceOf(ServerErrorException.class);
        }
    }
}
