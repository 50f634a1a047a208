package dev.sluice.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(SimulatorsExtension.class)
class SimulatorsTest {
    private static final String QUERY = "{\"query\":\"x\",\"numResults\":1}";

    @Test
    void baseUrls_areThoseOfTheMainLine_onLoopback(Simulators simulators) {
        assertThat(simulators.baseUrls().keySet())
                .containsExactly(
                        "polymarket_gamma",
                        "polymarket_clob",
                        "exa",
                        "openrouter",
                        "daytona_api",
                        "daytona_toolbox",
                        "control");
        assertThat(simulators.baseUrls().values())
                .allSatisfy(url -> assertThat(url.toString())
                        .startsWith("http://127.0.0.1:")
                        .doesNotEndWith("/"));
        assertThat(simulators.report().keySet()).containsExactly("polymarket", "exa", "openrouter", "daytona");
    }

    @Test
    void threads_areNamedDaemons_andEndWithTheServer() throws Exception {
        Simulators simulators = Simulators.start();
        Http.post(simulators.exa().baseUrls().get("exa"), "/search", QUERY);
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("sluice-simulators"))
                .toList();

        assertThat(threads).isNotEmpty().allMatch(Thread::isDaemon);
        simulators.close();
        simulators.close();
        for (Thread thread : threads) {
            thread.join(10_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    @Test
    void close_freesThePort() {
        Simulators simulators = Simulators.start();
        URI exa = simulators.exa().baseUrls().get("exa");
        simulators.close();
        assertThatThrownBy(() -> Http.post(exa, "/search", QUERY)).isInstanceOf(IOException.class);
    }

    @Test
    void extension_givesEachTestItsOwn(Simulators simulators) {
        assertThat(simulators.exa().report().calls()).isZero();
        assertThat(simulators.exa().provider()).isEqualTo("exa");
        assertThat(simulators.daytona().provider()).isEqualTo("daytona");
        assertThat(simulators.openRouter().provider()).isEqualTo("openrouter");
        assertThat(simulators.polymarket().provider()).isEqualTo("polymarket");
    }

    @Test
    void inRealTime_concurrencyIsSeenAndNeverMoreThanSent(Simulators simulators) {
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 8)
                .mapToObj(i -> Http.postAsync(simulators.exa().baseUrls().get("exa"), "/search", QUERY)
                        .thenApply(answer -> answer.statusCode()))
                .toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
        ProviderReport report = simulators.exa().report();
        assertThat(report.highestConcurrency()).isBetween(1, 8);
        assertThat(report.smallestSpacingMs()).isNotNull().isLessThan(1000.0);
        assertThat(report.violations()).isZero();
    }

    @Test
    void unknownPathOfNoProvider_is404(Simulators simulators) throws Exception {
        URI root = simulators.control().resolve("/");
        assertThat(Http.get(root, "exactly/no/provider").statusCode()).isEqualTo(404);
        assertThat(simulators.exa().report().calls()).isZero();
    }

    @Test
    void seeds_changeWhatIsInvented() throws Exception {
        try (Simulators one = Simulators.start(SimulatorOptions.defaults().withSeed(1));
                Simulators other = Simulators.start(SimulatorOptions.defaults().withSeed(2))) {
            assertThat(tokens(one)).isNotEqualTo(tokens(other));
        }
    }

    @Test
    void latency_isDrawnFromItsRange() {
        SplittableRandom random = new SplittableRandom(1);
        Latency latency = Latency.ofMillis(5, 30);
        for (int i = 0; i < 1000; i++) {
            assertThat(latency.draw(random)).isBetween(Duration.ofMillis(5), Duration.ofMillis(30));
        }
        assertThat(Latency.none().draw(random)).isZero();
        assertThatThrownBy(() -> Latency.ofMillis(5, 4)).hasMessageContaining("expected 0 <= min <= max");
    }

    private static JsonNode tokens(Simulators simulators) throws Exception {
        URI gamma = simulators.polymarket().baseUrls().get("polymarket_gamma");
        return Http.json(Http.get(gamma, "/markets/500000")).path("clobTokenIds");
    }
}
