package dev.sluice.client;

import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.TestApi.Chunk;
import dev.sluice.client.TestApi.Search;
import dev.sluice.client.TestApi.Thing;
import dev.sluice.client.spi.CallSettler;
import dev.sluice.client.stream.EventStream;
import dev.sluice.ratelimit.LimiterSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quotas are charged an estimate before the call, and what the answer says was used after it. */
class SettlingTest extends WireTest {
    private static final String QUOTAS = Bench.CONFIG.replace(
            "min-delay: 0ms",
            "min-delay: 0ms, quotas: [ { id: tokens, permits: 1000, per: 1h }, { id: usd, amount: 1.00, per: 1h } ]");

    @BeforeEach
    void quotas() {
        use(settled((answer, cost) -> {
            if (answer instanceof Thing thing) {
                cost.used("tokens", 30)
                        .used("usd", thing.price())
                        .used("usd", new BigDecimal("0.9"))
                        .used("unknown", 7);
            } else if (answer instanceof Chunk chunk) {
                cost.used("tokens", chunk.text().length());
            }
        }));
    }

    @Test
    void answer_settlesWhatWasEstimated_once() {
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\",\"price\":0.0123}")));

        api.thing("7");

        assertThat(spent()).containsEntry("tokens", "30").containsEntry("usd", "0.0123");
    }

    @Test
    void failedAttempts_keepTheirEstimate_andTheLastIsSettled() {
        server.stubFor(get("/things/7").willReturn(serverError()));

        assertThatThrownBy(() -> api.thing("7")).hasMessageContaining("500");

        assertThat(spent()).containsEntry("tokens", "300").containsEntry("usd", "0.75");
    }

    @Test
    void stream_settlesByItsLastEvent_whenItEnds() {
        server.stubFor(post("/chat")
                .willReturn(ok("data: {\"text\":\"one\"}\n\ndata: {\"text\":\"three\"}\n\ndata: [DONE]\n\n")
                        .withHeader("Content-Type", "text/event-stream")));

        List<Chunk> chunks = new ArrayList<>();
        try (EventStream<Chunk> stream = api.chat(new Search("q"))) {
            assertThat(spent()).containsEntry("tokens", "100");
            stream.forEach(chunks::add);
        }

        assertThat(chunks).hasSize(2);
        assertThat(spent()).containsEntry("tokens", "5").containsEntry("usd", "0.25");
    }

    @Test
    void settlerThatBreaks_leavesTheEstimate_andTheAnswer() {
        use(settled((answer, cost) -> cost.used("tokens", -1)));
        server.stubFor(get("/things/7").willReturn(okJson("{\"name\":\"lamp\"}")));

        assertThat(api.thing("7").name()).isEqualTo("lamp");

        assertThat(spent()).containsEntry("tokens", "100");
    }

    @Test
    void answerOfNothing_settlesNothing() {
        server.stubFor(delete("/orders/7").willReturn(ok()));

        api.cancel("7");

        assertThat(spent()).containsEntry("tokens", "100");
    }

    private Bench settled(CallSettler settler) {
        return new Bench(
                uri(),
                time,
                QUOTAS,
                definition -> definition
                        .customizer(call -> call.cost("tokens", 100).cost("usd", new BigDecimal("0.25")))
                        .settler(settler));
    }

    private Map<String, String> spent() {
        LimiterSnapshot.Stage stage =
                bench.sluice.limiters().limiter(Bench.PROVIDER).snapshot().provider();
        Map<String, String> spent = new TreeMap<>();
        stage.quotas().forEach(quota -> spent.put(quota.id(), String.valueOf(quota.permits() - quota.remaining())));
        stage.budgets()
                .forEach(budget -> spent.put(
                        budget.id(),
                        budget.amount()
                                .subtract(budget.remaining())
                                .stripTrailingZeros()
                                .toPlainString()));
        return spent;
    }
}
