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

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.error.AuthenticationException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.PauseScope;
import dev.sluice.client.spi.ResponseClassifier;
import dev.sluice.client.spi.RetryTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is repeated, when, and what is not. */
class RetryTest extends WireTest {
    private static final String THING = "{\"name\":\"lamp\"}";
    private static final Search SEARCH = new Search("q");

    @Test
    void serverError_thenSuccess_isRepeatedWithinBackoff() {
        first(() -> get("/things/7"), status(503), okJson(THING));

        assertThat(api.thing("7").name()).isEqualTo("lamp");

        assertThat(bench.call().attempts()).isEqualTo(2);
        assertThat(bench.call().duration()).isLessThanOrEqualTo(Duration.ofMillis(100));
        assertThat(bench.eventTypes())
                .containsExactly("api_request", "api_error", "api_request", "api_response", "external_api_call");
    }

    @Test
    void serverError_thatStays_endsAfterThreeAttempts_withinBothBackoffs() {
        server.stubFor(get("/things/7").willReturn(status(500)));

        ServerErrorException failure = catchThrowableOfType(ServerErrorException.class, () -> api.thing("7"));

        assertThat(failure.attempts()).isEqualTo(3);
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure).hasMessage("acme thing: status 500 (expected: 2xx)");
        assertThat(failure.requestId()).isEqualTo(bench.call().requestId());
        assertThat(bench.call().duration()).isLessThanOrEqualTo(Duration.ofMillis(100 + 200));
        server.verify(3, anyRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 409, 422, 418, 501})
    void faultThatStays_isNotRepeated(int status) {
        server.stubFor(get("/things/7").willReturn(status(status)));

        ResponseException failure = catchThrowableOfType(ResponseException.class, () -> api.thing("7"));

        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.effectiveStatus()).contains(status);
        server.verify(1, anyRequestedFor(anyUrl()));
        assertThat(bench.call().outcome()).isEqualTo(CallOutcome.ERROR_RESPONSE);
    }

    @Test
    void rateLimited_withRetryAfterSeconds_waitsSoLong_andTheLimiterWithIt() {
        first(() -> get("/things/7"), status(429).withHeader("Retry-After", "2"), okJson(THING));

        api.thing("7");

        assertThat(bench.call().attempts()).isEqualTo(2);
        assertThat(bench.call().duration()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2_100));
    }

    @Test
    void rateLimited_pausesEveryCallerOfTheAccount() {
        server.stubFor(get("/things/7").willReturn(status(429).withHeader("Retry-After", "25")));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));

        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(RateLimitedException.class);
        Instant told = time.instant();
        api.thing("8");

        assertThat(Duration.between(told, time.instant())).isGreaterThanOrEqualTo(Duration.ofSeconds(23));
        assertThat(bench.calls.get(bench.calls.size() - 1).waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(23));
    }

    @Test
    void rateLimitOfAGroup_pausesThatGroupAlone() {
        server.stubFor(post("/orders").willReturn(status(429).withHeader("Retry-After", "25")));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));

        assertThatThrownBy(() -> api.order(SEARCH)).isInstanceOf(RateLimitedException.class);
        api.thing("8");

        assertThat(bench.calls.get(1).waited()).isZero();
    }

    @Test
    void rateLimitThatConcernsNobodyElse_pausesNobodyElse() {
        use((head, body) -> Classification.of(head.status())
                .retryAt(RetryTimes.retryAfter(head).orElse(null))
                .pauses(PauseScope.NONE));
        server.stubFor(get("/things/7").willReturn(status(429).withHeader("Retry-After", "60")));
        server.stubFor(get("/things/8").willReturn(okJson(THING)));

        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(RateLimitedException.class);
        api.thing("8");

        assertThat(bench.calls.get(1).waited()).isZero();
    }

    @Test
    void retryAfterBeyondTheDeadline_failsAtOnce_sayingWhen() {
        server.stubFor(get("/things/7").willReturn(status(429).withHeader("Retry-After", "31")));
        Instant before = time.instant();

        RateLimitedException failure = catchThrowableOfType(RateLimitedException.class, () -> api.thing("7"));

        assertThat(failure.retryAt()).contains(before.plusSeconds(31));
        assertThat(failure.isRetryable()).isTrue();
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(time.instant()).isEqualTo(before);
    }

    @Test
    void retryAfterAsDate_isObeyed() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                time.instant().plusSeconds(5).atOffset(ZoneOffset.UTC));
        first(() -> get("/things/7"), status(503).withHeader("Retry-After", date), okJson(THING));

        api.thing("7");

        assertThat(bench.call().duration()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_100));
    }

    /** A provider whose clock is a day off: with a Date the wait is the one it means, without one neither a day nor nothing at all. */
    @ParameterizedTest
    @CsvSource({"1, true, 5000, 5100", "-1, true, 5000, 5100", "1, false, 0, 0", "-1, false, 0, 400"})
    void retryAfterAsDate_ofAClockADayOff_costsNeitherADayNorAHail(int days, boolean dated, long least, long most) {
        Instant theirs = time.instant().plus(Duration.ofDays(days));
        ResponseDefinitionBuilder limited = status(503).withHeader("Retry-After", httpDate(theirs.plusSeconds(5)));
        server.stubFor(get("/things/7").willReturn(dated ? limited.withHeader("Date", httpDate(theirs)) : limited));

        ServerErrorException failure = catchThrowableOfType(ServerErrorException.class, () -> api.thing("7"));

        int attempts = days == 1 && !dated ? 1 : 3;
        assertThat(failure.attempts()).isEqualTo(attempts);
        assertThat(bench.call().duration())
                .isBetween(Duration.ofMillis(least * (attempts - 1)), Duration.ofMillis(most * (attempts - 1)));
    }

    @Test
    void serversTimeThatIsOver_drawsOnTheBudget_soThatItIsNoWayAroundIt() {
        server.stubFor(get("/things/7").willReturn(status(429).withHeader("Retry-After", "0")));
        for (int call = 0; call < 6; call++) {
            assertThatThrownBy(() -> api.thing("7")).isInstanceOf(RateLimitedException.class);
        }

        server.verify(6 + 10, anyRequestedFor(anyUrl()));
    }

    @Test
    void retryAfterBeyondTheConfiguredMost_failsAtOnce() {
        use(new Bench(
                uri(),
                time,
                Bench.CONFIG.replace("budget: 20%", "budget: 20%, max-retry-after: 5s"),
                definition -> definition));
        server.stubFor(get("/things/7").willReturn(status(503).withHeader("Retry-After", "6")));

        ServerErrorException failure = catchThrowableOfType(ServerErrorException.class, () -> api.thing("7"));

        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(failure.retryAt()).isPresent();
        assertThat(bench.call().duration()).isZero();
    }

    private static String httpDate(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    @Test
    void transientFailure_overruledByTheClassifier_isNotRepeated() {
        use((head, body) ->
                Classification.of(head.status()).transientFailure(false).code("daily-cap"));
        server.stubFor(get("/things/7").willReturn(status(429)));

        RateLimitedException failure = catchThrowableOfType(RateLimitedException.class, () -> api.thing("7"));

        assertThat(failure.isRetryable()).isFalse();
        assertThat(failure).hasMessage("acme thing: status 429 daily-cap (expected: 2xx)");
        server.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void errorInsideSuccess_actsByItsOwnStatus() {
        use(errorInBody());
        first(() -> post("/search"), okJson("{\"error\":502}"), okJson(THING));

        assertThat(api.search(SEARCH).name()).isEqualTo("lamp");
        assertThat(bench.call().attempts()).isEqualTo(2);
        assertThat(bench.events("api_error").get(0).fields()).containsEntry("status_code", 502);
    }

    @Test
    void errorInsideSuccess_hasItsType_andSaysBothStatuses() {
        use(errorInBody());
        server.stubFor(post("/search").willReturn(okJson("{\"error\":401}")));

        assertThatThrownBy(() -> api.search(SEARCH))
                .isInstanceOf(AuthenticationException.class)
                .hasMessage("acme search: status 401 inside HTTP 200 (expected: 2xx)");
        assertThat(bench.call().effectiveStatus()).isEqualTo(401);
    }

    @Test
    void billedCall_isRepeatedOnTransientStatus_unlessSwitchedOff() {
        server.stubFor(post("/search").willReturn(status(502)));
        assertThatThrownBy(() -> api.search(SEARCH)).isInstanceOf(ServerErrorException.class);
        server.verify(3, anyRequestedFor(anyUrl()));

        server.resetRequests();
        use(new Bench(uri(), time, Bench.CONFIG.replace("budget: 20%", "billed: false"), definition -> definition));
        assertThatThrownBy(() -> api.search(SEARCH)).isInstanceOf(ServerErrorException.class);
        server.verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void effect_afterServerError_isNotRepeated_outcomeUnknown() {
        server.stubFor(post("/orders").willReturn(status(503)));

        ServerErrorException failure = catchThrowableOfType(ServerErrorException.class, () -> api.order(SEARCH));

        assertThat(failure).hasMessageEndingWith("outcome unknown");
        assertThat(failure.isOutcomeUnknown()).isTrue();
        assertThat(failure.isRetryable()).isFalse();
        server.verify(1, anyRequestedFor(anyUrl()));
        assertThat(bench.events("external_api_call").get(0).fields()).containsEntry("outcome", "unknown");
    }

    @Test
    void effect_refusedForACallersFault_isCertainNotToHaveHappened() {
        server.stubFor(post("/orders").willReturn(status(422)));

        assertThatThrownBy(() -> api.order(SEARCH))
                .isInstanceOf(ResponseException.class)
                .hasMessageNotContaining("outcome unknown");
    }

    @Test
    void effect_notProcessedByTheProvidersWord_isRepeated() {
        use((head, body) ->
                head.status() == 425 ? Classification.of(425).notProcessed() : Classification.of(head.status()));
        first(() -> post("/orders"), status(425), okJson(THING));

        assertThat(api.order(SEARCH).name()).isEqualTo("lamp");
        assertThat(bench.call().attempts()).isEqualTo(2);
    }

    @Test
    void budget_onceSpent_endsRepeating_butNotThoseTheServerTimes() {
        server.stubFor(get("/things/7").willReturn(status(500)));
        String neverOpen = Bench.CONFIG + "    circuit-breaker: { window: 1000 }\n";
        use(new Bench(uri(), time, neverOpen, definition -> definition));
        for (int call = 0; call < 6; call++) {
            assertThatThrownBy(() -> api.thing("7")).isInstanceOf(ServerErrorException.class);
        }
        server.verify(6 + 10, anyRequestedFor(anyUrl()));

        first(() -> get("/things/8"), status(429).withHeader("Retry-After", "1"), okJson(THING));
        assertThat(api.thing("8").name()).isEqualTo("lamp");
    }

    @Test
    void eachAttempt_isBuiltAndSignedAnew() {
        int[] signed = new int[1];
        use(new Bench(
                uri(),
                time,
                Bench.CONFIG,
                definition -> definition.signer(request -> {
                    request.header("x-attempt", String.valueOf(++signed[0]));
                })));
        server.stubFor(get("/things/7").willReturn(status(500)));

        assertThatThrownBy(() -> api.thing("7")).isInstanceOf(ServerErrorException.class);

        assertThat(server.getAllServeEvents())
                .extracting(event -> event.getRequest().getHeader("x-attempt"))
                .containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void failure_carriesWhatTheProviderSaid_redacted() {
        use((head, body) -> Classification.of(head.status())
                .code("INVALID KEY ".repeat(20))
                .message("key " + Bench.KEY + " is not known")
                .providerRequestId("theirs-7"));
        server.stubFor(get("/things/7")
                .willReturn(status(401)
                        .withHeader("Content-Type", "application/json")
                        .withBody("{\"hint\":\"see docs\",\"api_key\":\"abc-private\"}")));

        ResponseException failure = catchThrowableOfType(ResponseException.class, () -> api.thing("7"));

        assertThat(failure.providerMessage().orElseThrow())
                .contains("is not known")
                .doesNotContain(Bench.KEY);
        assertThat(failure.providerRequestId()).contains("theirs-7");
        assertThat(failure.code().orElseThrow()).doesNotContain(" ").hasSizeLessThan(130);
        assertThat(failure.body()).isNotEmpty().doesNotContain("abc-private");
        assertThat(failure.getMessage()).doesNotContain("see docs");
    }

    private static ResponseClassifier errorInBody() {
        return (head, body) -> {
            String text = new String(body, java.nio.charset.StandardCharsets.UTF_8);
            int at = text.indexOf("\"error\":");
            return Classification.of(at < 0 ? head.status() : Integer.parseInt(text.substring(at + 8, at + 11)));
        };
    }

    private static ResponseDefinitionBuilder status(int status) {
        return aResponse().withStatus(status);
    }

    private static void first(
            Supplier<MappingBuilder> request, ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        server.stubFor(request.get()
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(first)
                .willSetStateTo("later"));
        server.stubFor(
                request.get().inScenario("s").whenScenarioStateIs("later").willReturn(then));
    }
}
