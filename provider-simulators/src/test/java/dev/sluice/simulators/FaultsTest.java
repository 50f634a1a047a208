package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.testsupport.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultsTest {
    private static final String QUERY = "{\"query\":\"x\",\"numResults\":1}";
    private static final String STREAM =
            "{\"model\":\"a/b\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    private final VirtualTime time = VirtualTime.manual();
    private final Simulators simulators =
            Simulators.start(SimulatorOptions.defaults().withTime(time).withLatency(Latency.none()));
    private final URI exa = simulators.exa().baseUrls().get("exa");
    private final URI openRouter = simulators.openRouter().baseUrls().get("openrouter");

    @AfterEach
    void close() {
        simulators.close();
    }

    @Test
    void tooManyRequests_standsForItsTime_andCountsCallsDuringThePause() throws Exception {
        simulators.exa().inject(Fault.tooManyRequests(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        HttpResponse<String> first = search();
        time.advance(Duration.ofMillis(500));
        HttpResponse<String> second = search();
        time.advance(Duration.ofMillis(700));
        HttpResponse<String> early = search();
        time.advance(Duration.ofMillis(800));
        HttpResponse<String> inTime = search();

        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(Http.header(first, "Retry-After")).isEqualTo("2");
        assertThat(Http.json(first).path("tag").asString()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(early.statusCode()).isEqualTo(200);
        assertThat(inTime.statusCode()).isEqualTo(200);
        ProviderReport report = simulators.exa().report();
        assertThat(report.injected429()).isEqualTo(2);
        assertThat(report.rejected429()).isZero();
        assertThat(report.violations()).isZero();
        assertThat(report.callsDuringPause()).isEqualTo(2);
        FaultReport fault = report.faults().get(0);
        assertThat(fault.injected()).isEqualTo(2);
        assertThat(fault.pauseUntil()).isEqualTo(time.instant());
        assertThat(Duration.between(fault.first(), fault.last())).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void tooManyRequests_openRouter_givesResetInMillisAndRetryAfter() throws Exception {
        simulators.openRouter().inject(Fault.tooManyRequests(Duration.ofSeconds(3), Duration.ofSeconds(3)));
        HttpResponse<String> refused = Http.post(openRouter, "/chat/completions", STREAM);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(Http.header(refused, "Retry-After")).isEqualTo("3");
        assertThat(Http.header(refused, "X-RateLimit-Reset"))
                .isEqualTo(String.valueOf(time.instant().plusSeconds(3).toEpochMilli()));
    }

    @Test
    void status_strikesAsOftenAsAskedAndOnlyItsOperation() throws Exception {
        simulators.exa().inject(Fault.status(503).times(2).onOperation("search"));

        assertThat(Http.post(exa, "/other", "{}").statusCode()).isEqualTo(404);
        assertThat(search().statusCode()).isEqualTo(503);
        assertThat(Http.json(search()).path("tag").asString()).isEqualTo("SERVICE_OVERLOADED");
        assertThat(search().statusCode()).isEqualTo(200);
        assertThat(simulators.exa().report().injectedFaults()).isEqualTo(2);
        assertThat(simulators.exa().report().injected429()).isZero();
    }

    @Test
    void abort_resetsTheConnection() throws Exception {
        simulators.openRouter().inject(Fault.abort());

        IOException failure = Http.failure(openRouter, "/chat/completions", STREAM);
        assertThat(failure).isNotNull();
        assertThat(Http.post(openRouter, "/chat/completions", STREAM).statusCode())
                .isEqualTo(200);
        assertThat(simulators.openRouter().report().faults().get(0).kind()).isEqualTo("abort");
    }

    @Test
    void abort_inMidBody_breaksAStream() throws Exception {
        simulators.openRouter().inject(Fault.abort().inMidBody());
        assertThat(Http.failure(openRouter, "/chat/completions", STREAM)).isNotNull();
    }

    @Test
    void truncate_ofAStream_endsInGoodOrderWithoutDone() throws Exception {
        simulators.openRouter().inject(Fault.truncate());
        HttpResponse<String> cut = Http.post(openRouter, "/chat/completions", STREAM);

        assertThat(cut.statusCode()).isEqualTo(200);
        assertThat(cut.body()).contains("data: {").doesNotContain("[DONE]").doesNotContain("usage");
    }

    @Test
    void truncate_ofABodyOfKnownLength_closesTheConnection() throws Exception {
        simulators.exa().inject(Fault.truncate());
        assertThat(Http.failure(exa, "/search", QUERY)).isNotNull();
        assertThat(search().statusCode()).isEqualTo(200);
    }

    @Test
    void stall_holdsTheAnswerBack() throws Exception {
        simulators.exa().inject(Fault.stall(Duration.ofSeconds(5)));
        simulators.exa().inject(Fault.stall(Duration.ofSeconds(5)).inMidBody());
        for (int i = 0; i < 2; i++) {
            CompletableFuture<HttpResponse<String>> answer = Http.postAsync(exa, "/search", QUERY);
            while (time.scheduledTasks() == 0) {
                Thread.onSpinWait();
            }
            time.advance(Duration.ofMillis(4999));
            assertThat(time.scheduledTasks()).isEqualTo(1);
            assertThat(answer).isNotDone();
            time.advance(Duration.ofMillis(1));
            assertThat(Http.json(answer.get()).path("results")).hasSize(1);
        }
    }

    @Test
    void split_changesNoByte() throws Exception {
        String whole = Http.post(openRouter, "/chat/completions", STREAM).body().replaceAll("gen-[0-9a-f-]+", "gen");
        simulators.openRouter().inject(Fault.split(7));
        String split = Http.post(openRouter, "/chat/completions", STREAM).body().replaceAll("gen-[0-9a-f-]+", "gen");
        simulators.exa().inject(Fault.split(1));
        HttpResponse<String> found = search();

        assertThat(split).isEqualTo(whole).endsWith("data: [DONE]\n\n");
        assertThat(Http.json(found).path("results")).hasSize(1);
    }

    @Test
    void shape_isReportedByItsName_andCountedWhereItIsA429() throws Exception {
        simulators.openRouter().inject(Fault.shape("upstream-limit").retryAfter(Duration.ofSeconds(9)));
        simulators.openRouter().inject(Fault.shape("blank"));
        HttpResponse<String> limited = Http.post(openRouter, "/chat/completions", STREAM);
        Http.post(openRouter, "/chat/completions", STREAM);

        assertThat(Http.header(limited, "Retry-After")).isEqualTo("9");
        ProviderReport report = simulators.openRouter().report();
        assertThat(report.faults()).extracting(FaultReport::shape).containsExactly("upstream-limit", "blank");
        assertThat(report.injectedFaults()).isEqualTo(2);
        assertThat(report.injected429()).isEqualTo(1);
    }

    @Test
    void fault_impossible_isRefused() {
        assertThatThrownBy(() -> Fault.split(0)).hasMessageContaining("pieces of 0 bytes");
        assertThatThrownBy(() -> simulators.polymarket().inject(Fault.shape("blank")))
                .hasMessageContaining("shape blank is unknown here (expected one of [])");
        assertThatThrownBy(() -> simulators.inject("daytona_toolbox", Fault.shape("blank")))
                .hasMessageContaining("shape blank is unknown here");
        assertThatThrownBy(() -> Fault.status(200)).hasMessageContaining("expected 400 to 599");
        assertThatThrownBy(() -> Fault.abort().times(0)).hasMessageContaining("times 0");
        assertThatThrownBy(() -> simulators.inject("nobody", Fault.abort())).hasMessageContaining("nobody is unknown");
    }

    private HttpResponse<String> search() throws Exception {
        return Http.post(exa, "/search", QUERY);
    }
}
