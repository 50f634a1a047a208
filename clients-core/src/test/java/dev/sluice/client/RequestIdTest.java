package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.config.ConfigurationException;
import dev.sluice.logging.context.LogContext;
import dev.sluice.logging.event.Event;
import dev.sluice.testsupport.VirtualTime;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose id a call has, and who is told. */
@SuppressWarnings("try") // a context is there to be open
class RequestIdTest extends WireTest {
    private static final String THING = "{\"name\":\"lamp\",\"price\":1}";

    private List<String> loggedIds() {
        return bench.events.stream()
                .map(event -> String.valueOf(event.fields().get("request_id")))
                .distinct()
                .toList();
    }

    @Test
    void call_withoutAnInboundRequest_makesItsOwnId_andTellsNobody() {
        server.stubFor(get("/things/7").willReturn(okJson(THING)));
        api.thing("7");
        api.thing("7");

        assertThat(loggedIds()).hasSize(2).allMatch(id -> id.matches("req_[0-9a-f]{24}"));
        server.verify(2, getRequestedFor(urlEqualTo("/things/7")).withHeader("X-Request-ID", absent()));
    }

    @Test
    void call_inAnInboundRequest_takesItsIdOver_alsoOnCarryingThreads() throws Exception {
        server.stubFor(get("/things/7").willReturn(okJson(THING)));
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try (LogContext inbound = LogContext.request("web-17")) {
            api.thing("7");
            LogContext.executor(pool).submit(() -> api.thing("7")).get();
        } finally {
            pool.shutdownNow();
        }

        assertThat(loggedIds()).containsExactly("web-17");
        assertThat(bench.calls).extracting(CallRecord::requestId).containsOnly("web-17");
    }

    @Test
    void calls_ofOneInboundRequest_areToldApart_andTheirAttemptsAreNot() {
        server.stubFor(get("/things/7").willReturn(serverError()));
        try (LogContext inbound = LogContext.request("web-19")) {
            assertThatThrownBy(() -> api.thing("7")).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> api.thing("7")).isInstanceOf(RuntimeException.class);
        }

        Map<Object, List<Object>> types = bench.events.stream()
                .map(Event::fields)
                .filter(fields -> fields.containsKey("attempt"))
                .collect(Collectors.groupingBy(
                        fields -> fields.get("call_id"),
                        Collectors.mapping(fields -> fields.get("attempt"), Collectors.toList())));
        assertThat(types).hasSize(2).allSatisfy((id, attempts) -> {
            assertThat(id).asString().matches("call_[0-9a-f]{12}");
            assertThat(attempts).containsExactly(1, 1, 2, 2, 3, 3);
        });
        assertThat(loggedIds()).containsExactly("web-19");
    }

    @Test
    void call_whoseRequestIdIsItsOwn_needsNoOther() {
        server.stubFor(get("/things/7").willReturn(okJson(THING)));
        api.thing("7");

        assertThat(bench.events).noneMatch(event -> event.fields().containsKey("call_id"));
    }

    @Test
    void header_whereItIsConfigured_isInEveryAttempt() {
        server.stubFor(get("/things/7").willReturn(serverError()));
        String config = Bench.CONFIG + "    logging: { request-id-header: X-Request-ID }\n";
        try (Bench telling = new Bench(
                        URI.create(server.baseUrl()), VirtualTime.autoAdvancing(), config, definition -> definition);
                LogContext inbound = LogContext.request("web-18")) {
            assertThatThrownBy(() -> telling.api.thing("7")).isInstanceOf(RuntimeException.class);

            assertThat(telling.call().attempts()).isEqualTo(3);
            server.verify(3, getRequestedFor(urlEqualTo("/things/7")).withHeader("X-Request-ID", equalTo("web-18")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "host", "'two words'", "\"x:y\"", "''"})
    void header_thatMeansSomethingElse_isRefused(String name) {
        SluiceBuilder builder = Sluice.builder()
                .environment(Map.of())
                .config("providers: { exa: { logging: { request-id-header: " + name + " } } }");

        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("request-id-header");
    }
}
