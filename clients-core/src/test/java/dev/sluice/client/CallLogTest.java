package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.spi.ApiDefinition;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.EventSink;
import dev.sluice.ratelimit.ServerFeedback;
import dev.sluice.ratelimit.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What the events of a call say. */
class CallLogTest extends WireTest {
    private Map<String, Object> only(String type) {
        assertThat(bench.events(type)).as(type).hasSize(1);
        return bench.events(type).get(0).fields();
    }

    @Test
    void success_tellsWaitBytesComparisonAndHarmlessHeaders_butNoBodies() {
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}").withHeader("X-Secret", "hush-hush")));

        api.thing("7");

        assertThat(only("api_request"))
                .containsEntry("attempt", 1)
                .containsEntry("peer_service", "acme")
                .containsEntry("path", "/things/{id}")
                .doesNotContainKeys("body");
        assertThat(only("api_response"))
                .containsEntry("status_code", 200)
                .containsEntry("rate_limit_wait_ms", 0.0)
                .containsEntry("response_bytes", 15L)
                .containsEntry("performance_status", "normal")
                .doesNotContainKeys("body", "retry_after");
        assertThat(only("external_api_call"))
                .containsEntry("api_url", "localhost:" + server.port())
                .containsEntry("outcome", "success");
        assertThat(bench.events.toString()).doesNotContain("hush-hush", Bench.KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "400,fix_request",
        "401,check_credentials",
        "402,add_credits",
        "403,check_permission",
        "404,fix_request",
        "409,refresh_state",
        "418,inspect",
        "429,wait",
        "500,retry"
    })
    void everyFailure_saysWhatItMeansAndWhatToDo(int status, String action) {
        server.stubFor(get("/things/7").willReturn(status(status)));

        assertThatThrownBy(() -> api.thing("7")).hasMessageContaining("status " + status);

        assertThat(bench.events("api_error"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.fields())
                        .containsEntry("next_action", action)
                        .containsKeys("hint", "error_type", "retryable"));
        assertThat(only("external_api_call"))
                .containsEntry("next_action", action)
                .containsKeys("hint", "error_type", "retryable");
        assertThat(bench.events("security_auth_failed")).hasSize(status == 401 || status == 403 ? 1 : 0);
    }

    @Test
    void effectThatMayHaveHappened_asksForItsOutcome() {
        server.stubFor(post("/orders").willReturn(status(500)));

        assertThatThrownBy(() -> api.order(new Search("x"))).hasMessageContaining("outcome unknown");

        assertThat(only("external_api_call")).containsEntry("next_action", "verify_outcome");
    }

    @Test
    void retryAfter_isToldInSeconds_andTheWaitForIt_ofTheAttemptThatWaited() {
        server.stubFor(get("/things/7").willReturn(status(429).withHeader("Retry-After", "4")));

        assertThatThrownBy(() -> api.thing("7")).hasMessageContaining("status 429");

        assertThat(bench.events("api_error").get(0).fields()).containsKey("retry_after");
        assertThat((Double) bench.events("api_error").get(0).fields().get("retry_after"))
                .isBetween(3.0, 4.0);
    }

    @Test
    void longWait_isToldBeforeTheAttemptItDelayed() {
        bench.sluice
                .limiters()
                .limiter(Bench.PROVIDER)
                .feedback(ServerFeedback.pause(Target.account(), time.instant().plusSeconds(7)));
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));

        api.thing("7");

        assertThat(bench.eventTypes())
                .containsExactly("rate_limit_throttled", "api_request", "api_response", "external_api_call");
        assertThat((Double) only("rate_limit_throttled").get("rate_limit_wait_ms"))
                .isBetween(6_900.0, 8_000.0);
        assertThat(only("rate_limit_throttled")).containsEntry("reason", "wait");
        assertThat(only("api_response").get("rate_limit_wait_ms"))
                .isEqualTo(only("rate_limit_throttled").get("rate_limit_wait_ms"));
    }

    @Test
    void refusal_isToldWithItsReason() {
        bench.sluice
                .limiters()
                .limiter(Bench.PROVIDER)
                .feedback(ServerFeedback.pause(Target.account(), time.instant().plusSeconds(40)));

        assertThatThrownBy(() -> api.thing("7")).hasMessageContaining("refused by our own limits");

        assertThat(only("rate_limit_throttled")).containsKeys("queue_length").doesNotContainEntry("reason", "wait");
        assertThat(only("external_api_call")).containsEntry("next_action", "reduce_load");
    }

    @Test
    void payloadLoggerAtDebug_showsRedactedBodies() {
        server.stubFor(post("/search").willReturn(okJson("{\"name\":\"lamp\",\"api_key\":\"hush-hush\"}")));
        Logger payload = (Logger) LoggerFactory.getLogger(EventSink.PAYLOAD_LOGGER);
        payload.setLevel(Level.DEBUG);
        try {
            api.search(new Search("lamps"));
        } finally {
            payload.setLevel(null);
        }

        assertThat(String.valueOf(only("api_request").get("body"))).contains("lamps");
        assertThat(String.valueOf(only("api_response").get("body")))
                .contains("lamp")
                .doesNotContain("hush-hush");
    }

    @Test
    void eventsNobodyWants_areNotMade() {
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));
        EventSink errorsOnly = new EventSink() {
            @Override
            public boolean wants(String eventType, org.slf4j.event.Level level, String requestId) {
                return level == org.slf4j.event.Level.ERROR;
            }

            @Override
            public void emit(Event event) {
                throw new AssertionError(event.eventType());
            }
        };
        try (Sluice sluice = Sluice.builder()
                .config(Bench.CONFIG)
                .environment(Map.of())
                .time(time)
                .events(errorsOnly)
                .build()) {
            TestApi quiet = sluice.api(
                    Bench.PROVIDER,
                    ApiDefinition.of(TestApi.class, uri())
                            .events(TestApi.Chunk.class, ChunkDecoder::new)
                            .build());

            assertThat(quiet.thing("7").name()).isEqualTo("lamp");
        }
    }
}
