package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.sluice.client.TestApi.Chunk;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.TestApi.Thing;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.spi.CallSettler;
import dev.sluice.client.stream.EventStream;
import dev.sluice.ratelimit.LimiterSnapshot;
import dev.sluice.ratelimit.PermitUnavailableException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call's end leaves of the estimate that a budget was charged. */
class SpendCapTest extends WireTest {
    private static final String CONFIG = Bench.CONFIG.replace(
            "min-delay: 0ms",
            "min-delay: 0ms, budget: { usd: 1, per: 1d, calendar: UTC, estimate: 0.30 }, quotas: [ { id: tokens, permits: 1000, per: 1h } ]");
    private static final Search QUERY = new Search("q");

    private final CallSettler settler = (answer, cost) -> {
        if (answer instanceof Thing thing && thing.price() != null) {
            cost.used("usd", thing.price()).used("tokens", 7);
        } else if (answer instanceof Chunk chunk && chunk.text().startsWith("$")) {
            cost.used("usd", new BigDecimal(chunk.text().substring(1)));
        }
    };

    @BeforeEach
    void budget() {
        use(bench(uri()));
    }

    @Test
    void billedCall_isSettledByItsAnswer() {
        answer(okJson("{\"name\":\"lamp\",\"price\":0.0123}"));

        api.search(QUERY);

        assertThat(spent()).isEqualByComparingTo("0.0123");
    }

    @Test
    void answerWithoutACost_keepsTheEstimate() {
        answer(okJson("{\"name\":\"lamp\"}"));

        api.search(QUERY);

        assertThat(spent()).isEqualByComparingTo("0.30");
    }

    @Test
    void call_thatIsNotBilled_costsNothing() {
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));

        api.thing("7");

        assertThat(spent()).isZero();
    }

    @Test
    void spentBudget_refusesBeforeTheCall_withItsAmounts() {
        answer(okJson("{\"name\":\"lamp\",\"price\":0.80}"));
        api.search(QUERY);

        RequestNotSentException refused = catchThrowableOfType(RequestNotSentException.class, () -> api.search(QUERY));

        Instant midnight = Instant.parse("2026-01-02T00:00:00Z");
        assertThat(refused)
                .hasMessage("acme search: refused by our own limits: acme: budget of 1 usd per 1d: 0.8 spent, 0.3 asked"
                        + " (expected: room, from " + midnight + " on)");
        assertThat(refused.retryAt()).contains(midnight);
        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.attempts()).isZero();
        assertThat(((PermitUnavailableException) refused.getCause()).budget()).isPresent();
        server.verify(1, postRequestedFor(urlEqualTo("/search")));
    }

    @ParameterizedTest
    @CsvSource({"400, 0", "401, 0", "402, 0", "404, 0", "422, 0", "408, 0.9", "500, 0.9", "503, 0.9"})
    void failure_givesBackWhatTheProviderRefused_andKeepsWhatMayHaveBeenBilled(int status, BigDecimal kept) {
        answer(status(status));

        assertThatThrownBy(() -> api.search(QUERY)).isInstanceOf(ClientException.class);

        assertThat(spent()).isEqualByComparingTo(kept);
        assertThat(tokens()).isEqualTo(kept.signum() == 0 ? 0 : 300);
    }

    @Test
    void connectionThatBreaks_keepsTheEstimateOfEachAttempt() {
        answer(aResponse().withFault(Fault.EMPTY_RESPONSE));

        assertThatThrownBy(() -> api.search(QUERY)).isInstanceOf(ClientException.class);

        assertThat(spent()).isEqualByComparingTo("0.9");
    }

    @Test
    void whatWasNeverSent_givesItsEstimateBack() throws IOException {
        use(bench(URI.create("http://localhost:" + closedPort())));

        assertThatThrownBy(() -> api.search(QUERY)).isInstanceOf(RequestNotSentException.class);

        assertThat(spent()).isZero();
        assertThat(tokens()).isZero();
    }

    @Test
    void settlerMayKnowBetter() {
        CallSettler strict = new CallSettler() {
            @Override
            public void settle(Object answer, ActualCost cost) {}

            @Override
            public void settleFailed(ClientException failure, ActualCost cost) {
                cost.used("usd", new BigDecimal("0.01"));
            }
        };
        use(new Bench(uri(), time, CONFIG, definition -> definition.settler(strict)));
        answer(status(400));

        assertThatThrownBy(() -> api.search(QUERY)).isInstanceOf(ClientException.class);

        assertThat(spent()).isEqualByComparingTo("0.01");
    }

    @ParameterizedTest
    @CsvSource({
        "{\"text\":\"$0.05\"}, [DONE], 0.05",
        "{\"text\":\"one\"}, [DONE], 0.30",
        "{\"text\":\"one\"}, '{\"error\":502,\"text\":\"$0.02\"}', 0.02",
        "{\"text\":\"one\"}, '{\"error\":502}', 0.30",
        "{\"text\":\"one\"}, '{\"error\":400}', 0",
        "{\"text\":\"one\"}, '', 0.30",
    })
    void stream_isSettledWhenItEnds_howeverItDoes(String first, String second, BigDecimal left) {
        server.stubFor(post("/chat")
                .willReturn(ok("data: " + first + "\n\ndata: " + second + "\n\n")
                        .withHeader("Content-Type", "text/event-stream")));

        List<Chunk> chunks = new ArrayList<>();
        try (EventStream<Chunk> stream = api.chat(QUERY)) {
            stream.forEach(chunks::add);
        } catch (ClientException broken) {
            assertThat(second).doesNotContain("DONE");
        }

        assertThat(chunks).hasSize(1);
        assertThat(spent()).isEqualByComparingTo(left);
    }

    private void answer(ResponseDefinitionBuilder answer) {
        server.stubFor(post("/search").willReturn(answer));
    }

    private Bench bench(URI server) {
        return new Bench(
                server,
                time,
                CONFIG,
                definition ->
                        definition.customizer(call -> call.cost("tokens", 100)).settler(settler));
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private BigDecimal spent() {
        return snapshot().totals().spent().get("usd");
    }

    private long tokens() {
        return snapshot().totals().charged().get("tokens");
    }

    private LimiterSnapshot snapshot() {
        return bench.sluice.limiters().limiter(Bench.PROVIDER).snapshot();
    }
}
