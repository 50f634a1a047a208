package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testsupport.VirtualTime;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConcurrencyTest {
    private static final String CHAT = "{\"model\":\"a/b\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}";

    @Test
    void account_moreInFlightThanAllowed_refusesTheRest() {
        VirtualTime time = VirtualTime.manual();
        SimulatorOptions options = SimulatorOptions.defaults()
                .withTime(time)
                .withLatency(Latency.ofMillis(20, 20))
                .withMaxConcurrent("openrouter", 3);
        try (Simulators simulators = Simulators.start(options)) {
            URI base = simulators.openRouter().baseUrls().get("openrouter");
            List<CompletableFuture<HttpResponse<String>>> burst = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                burst.add(Http.postAsync(base, "/chat/completions", CHAT));
            }
            while (simulators.openRouter().report().byOperation().getOrDefault("chat", 0L) < 5
                    || time.scheduledTasks() < 5) {
                Thread.onSpinWait();
            }
            while (burst.stream().anyMatch(answer -> !answer.isDone())) {
                time.advance(Duration.ofMillis(20));
            }
            assertThat(burst.stream().filter(answer -> answer.join().statusCode() == 200))
                    .hasSize(3);
            ProviderReport report = simulators.openRouter().report();
            assertThat(report.highestConcurrency()).isEqualTo(5);
            assertThat(report.rejected429()).isEqualTo(2);
            assertThat(report.violations()).isEqualTo(2);
        }
    }

    /** As Sluice ships them: ten contents beside ten others. */
    @Test
    void exasContents_countForThemselves() {
        VirtualTime time = VirtualTime.manual();
        SimulatorOptions options = SimulatorOptions.defaults().withTime(time).withLatency(Latency.ofMillis(20, 20));
        try (Simulators simulators = Simulators.start(options)) {
            URI base = simulators.exa().baseUrls().get("exa");
            List<CompletableFuture<HttpResponse<String>>> burst = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                burst.add(Http.postAsync(base, "/findSimilar", "{\"url\":\"u\"}"));
            }
            for (int i = 0; i < 11; i++) {
                burst.add(Http.postAsync(base, "/contents", "{\"urls\":[\"u\"]}"));
            }
            while (simulators.exa().report().calls() < 21 || time.scheduledTasks() < 21) {
                Thread.onSpinWait();
            }
            while (burst.stream().anyMatch(answer -> !answer.isDone())) {
                time.advance(Duration.ofMillis(20));
            }
            assertThat(burst.subList(0, 10)).allMatch(answer -> answer.join().statusCode() == 200);
            assertThat(burst)
                    .filteredOn(answer -> answer.join().statusCode() == 429)
                    .hasSize(1);
            assertThat(simulators.exa().report().violations()).isEqualTo(1);
            assertThat(simulators.exa().report().highestConcurrency()).isEqualTo(11);
        }
    }

    @Test
    void account_oneAfterTheOther_neverSeesTwoTogether() throws Exception {
        try (Simulators simulators = Simulators.start(
                SimulatorOptions.defaults().withLatency(Latency.none()).withMaxConcurrent("openrouter", 1))) {
            URI base = simulators.openRouter().baseUrls().get("openrouter");
            for (int i = 0; i < 200; i++) {
                assertThat(Http.post(base, "/chat/completions", CHAT).statusCode())
                        .isEqualTo(200);
            }
            assertThat(simulators.openRouter().report().highestConcurrency()).isEqualTo(1);
            assertThat(simulators.openRouter().report().violations()).isZero();
        }
    }
}
