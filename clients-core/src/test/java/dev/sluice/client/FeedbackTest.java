package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.PauseScope;
import dev.sluice.client.spi.RemainingLimit;
import dev.sluice.client.spi.ResponseClassifier;
import dev.sluice.client.spi.RetryTimes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers say about limits, in any answer, and whom of ours it makes wait. */
class FeedbackTest extends WireTest {
    private static final String THING = "{\"name\":\"lamp\"}";
    private static final Search SEARCH = new Search("q");

    @Test
    void remainingOfASuccess_isAllThatDepartsUntilTheReset() {
        use(remaining());
        server.stubFor(get("/things/7").willReturn(left(okJson(THING), "1", "20")));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));

        api.thing("7");
        api.thing("8");
        assertThat(time.nanoTime()).isZero();
        api.thing("8");

        assertThat(Duration.ofNanos(time.nanoTime())).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void remainingInTheHeadOfAStream_isHeeded() {
        use(remaining());
        server.stubFor(post("/chat")
                .willReturn(left(
                        aResponse()
                                .withHeader("Content-Type", "text/event-stream")
                                .withBody("data: {\"text\":\"a\"}\n\ndata: [DONE]\n\n"),
                        "0",
                        "20")));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));

        api.chat(SEARCH).forEach(chunk -> {});
        api.thing("8");

        assertThat(Duration.ofNanos(time.nanoTime())).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void headOfAStream_thatTheClassifierTakesForAnError_isHeardForItsIdAlone() {
        use((head, body) -> Classification.of(body.length == 0 ? 502 : 200)
                .retryAt(time.instant().plusSeconds(30))
                .providerRequestId(head.header("x-request-id").orElse(null)));
        server.stubFor(post("/chat")
                .willReturn(aResponse()
                        .withHeader("Content-Type", "text/event-stream")
                        .withHeader("x-request-id", "theirs-7")
                        .withBody("data: {\"text\":\"a\"}\n\ndata: [DONE]\n\n")));

        api.chat(SEARCH).forEach(chunk -> {});

        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.SUCCESS);
        assertThat(bench.call().effectiveStatus()).isEqualTo(200);
        assertThat(bench.call().providerRequestId()).isEqualTo("theirs-7");
        assertThat(time.nanoTime()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"-3, 20, 20", "0, 20, 20", "5, 20, 0", "0, 0, 0", "many, 20, 0", "0, soon, 0", "'', 20, 0"})
    void remaining_isHeeded_onlyWhereItCanBeUnderstood(String remaining, String reset, long waitedSeconds) {
        use(remaining());
        server.stubFor(get("/things/7").willReturn(left(okJson(THING), remaining, reset)));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));

        api.thing("7");
        api.thing("8");

        assertThat(bench.calls.get(1).waited()).isEqualTo(Duration.ofSeconds(waitedSeconds));
    }

    @Test
    void remainingOfAGroup_concernsThatGroupAlone() {
        use(remaining());
        server.stubFor(post("/orders").willReturn(left(okJson(THING), "0", "20")));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));

        api.order(SEARCH);
        api.thing("8");
        assertThat(time.nanoTime()).isZero();
        api.order(SEARCH);

        assertThat(bench.calls.get(2).waited()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void remainingOfOneQuota_concernsWhatCallsCostOfIt() {
        use(new Bench(
                uri(),
                time,
                Bench.CONFIG,
                definition -> definition
                        .customizer(call -> call.cost("tokens", call.operation().equals("search") ? 100 : 0))
                        .classifier((head, body) -> Classification.of(head.status())
                                .remaining(RemainingLimit.of(head, "x-remaining-tokens", "x-reset-tokens")
                                        .map(limit -> limit.of("tokens"))
                                        .orElse(null)))));
        server.stubFor(get("/things/7")
                .willReturn(okJson(THING).withHeader("x-remaining-tokens", "50").withHeader("x-reset-tokens", "20")));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));
        server.stubFor(post("/search").willReturn(okJson(THING)));

        api.thing("7");
        api.thing("8");
        assertThat(time.nanoTime()).isZero();
        api.search(SEARCH);

        assertThat(Duration.ofNanos(time.nanoTime())).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void errorInsideSuccess_pausesByItsOwnStatus() {
        use((head, body) -> Classification.of(
                        new String(body, StandardCharsets.UTF_8).contains("429") ? 429 : head.status())
                .transientFailure(false)
                .retryAt(RetryTimes.retryAfter(head).orElse(null)));
        server.stubFor(get("/things/7").willReturn(okJson("{\"error\":429}").withHeader("Retry-After", "20")));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));

        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(ClientException.class);
        api.thing("8");

        assertThat(bench.calls.get(1).waited()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void refusalOfASigner_pausesTheGroupThatTheProviderNames() {
        use((head, body) -> Classification.of(head.status())
                .transientFailure(false)
                .pausesGroup("orders")
                .retryAt(RetryTimes.retryAfter(head).orElse(null)));
        server.stubFor(get("/things/7").willReturn(aResponse().withStatus(429).withHeader("Retry-After", "20")));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));
        server.stubFor(post("/orders").willReturn(okJson(THING)));

        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(ClientException.class);
        api.thing("8");
        assertThat(time.nanoTime()).isZero();
        api.order(SEARCH);

        assertThat(bench.calls.get(2).waited()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void refusalOfANarrowGroup_pausesThatAlone_alsoWithinAWiderOne() {
        use(new Bench(
                uri(),
                time,
                Bench.CONFIG,
                definition -> definition
                        .customizer(call -> call.argument(String.class)
                                .ifPresent(id -> call.group("things").narrowGroup(id)))
                        .classifier((head, body) -> Classification.of(head.status())
                                .transientFailure(false)
                                .pauses(PauseScope.NARROW)
                                .remaining(new RemainingLimit(
                                        null, 0, time.instant().plusSeconds(40)))
                                .retryAt(RetryTimes.retryAfter(head).orElse(null)))));
        server.stubFor(get("/things/7")
                .inScenario("once")
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "20"))
                .willSetStateTo("then"));
        server.stubFor(
                get("/things/7").inScenario("once").whenScenarioStateIs("then").willReturn(okJson(THING)));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));

        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(ClientException.class);
        api.thing("8");
        assertThat(time.nanoTime()).isZero();
        api.thing("7");

        assertThat(bench.calls.get(2).waited()).isEqualTo(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({"200", "400", "401", "404", "500", "502"})
    void retryAfterOfAnythingBut429And503_pausesNobodyElse(int status) {
        use((head, body) -> Classification.of(head.status())
                .transientFailure(false)
                .retryAt(RetryTimes.retryAfter(head).orElse(null)));
        server.stubFor(
                get("/things/7").willReturn(okJson(THING).withStatus(status).withHeader("Retry-After", "20")));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));

        if (status == 200) {
            api.thing("7");
        } else {
            assertThatThrownBy(() -> api.thing("7")).isInstanceOf(ClientException.class);
        }
        api.thing("8");

        assertThat(bench.calls.get(1).waited()).isZero();
    }

    private static ResponseClassifier remaining() {
        return (head, body) -> Classification.of(head.status())
                .remaining(RemainingLimit.of(head, "x-ratelimit-remaining", "x-ratelimit-reset")
                        .orElse(null));
    }

    private static ResponseDefinitionBuilder left(ResponseDefinitionBuilder answer, String remaining, String reset) {
        return answer.withHeader("X-RateLimit-Remaining", remaining).withHeader("X-RateLimit-Reset", reset);
    }
}
