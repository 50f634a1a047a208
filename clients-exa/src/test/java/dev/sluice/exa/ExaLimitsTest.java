package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.client.CallRecord;
import dev.sluice.client.Sluice;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.exa.agent.AgentRunRequest;
import dev.sluice.exa.answer.AnswerRequest;
import dev.sluice.exa.research.ResearchRequest;
import dev.sluice.exa.search.Contents;
import dev.sluice.exa.search.ContentsRequest;
import dev.sluice.exa.search.ContextRequest;
import dev.sluice.exa.search.FindSimilarRequest;
import dev.sluice.foundation.Secret;
import dev.sluice.ratelimit.Lease;
import dev.sluice.ratelimit.LeaseRequest;
import dev.sluice.ratelimit.PermitUnavailableException;
import dev.sluice.testsupport.VirtualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which limits a call counts in, and how fast they let it go, by the clock of the limits themselves. */
class ExaLimitsTest {
    private static final String FOUND = "{\"requestId\":\"r\",\"results\":[],\"costDollars\":{\"total\":0.005}}";

    private final ExaServer server = new ExaServer();
    private final VirtualTime time = VirtualTime.autoAdvancing();
    private final List<CallRecord> calls = new CopyOnWriteArrayList<>();

    @BeforeEach
    void answer() {
        server.answers(200, FOUND);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shipped_searchesAreAPaceApart_contentsAreNot() {
        try (Sluice sluice = sluice("{}")) {
            ExaClient exa = sluice.client(ExaClient.class);

            assertThat(lasts(() -> times(4, () -> exa.search("q")))).isEqualTo(Duration.ofMillis(450));
            assertThat(lasts(() -> times(15, () -> contents(exa)))).isZero();
        }
    }

    @Test
    void withoutPace_theDocumentedWindowsHold_eachForItself() {
        try (Sluice sluice = sluice("providers: { exa: { limits: { min-delay: 0ms } } }")) {
            ExaClient exa = sluice.client(ExaClient.class);

            assertThat(lasts(() -> times(10, () -> exa.search("q")))).isZero();
            assertThat(lasts(() -> times(10, () -> exa.answer(AnswerRequest.of("q")))))
                    .isZero();
            assertThat(lasts(() -> times(15, () -> contents(exa)))).isZero();
            assertThat(lasts(() -> exa.search("the eleventh"))).isEqualTo(Duration.ofSeconds(1));
            assertThat(lasts(() -> times(11, () -> exa.context(ContextRequest.of("q")))))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void windows_areSettings() {
        try (Sluice sluice = sluice("""
                providers:
                  exa:
                    limits:
                      min-delay: 0ms
                      groups:
                        answer: { quotas: [ { id: rps, permits: 2, per: 10s } ] }
                """)) {
            ExaClient exa = sluice.client(ExaClient.class);

            assertThat(lasts(() -> times(3, () -> exa.answer(AnswerRequest.of("q")))))
                    .isEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void groups_areTheOperations() {
        try (Sluice sluice = sluice("{}")) {
            ExaClient exa = sluice.client(ExaClient.class);
            exa.search("q");
            exa.findSimilar(FindSimilarRequest.builder("u").build());
            exa.context(ContextRequest.of("q"));
            contents(exa);
            exa.answer(AnswerRequest.of("q"));
            exa.research().get("r");
            exa.agent().get("a");

            assertThat(calls)
                    .extracting(CallRecord::operation, CallRecord::group)
                    .extracting(Object::toString)
                    .containsExactly(
                            "(\"search\", \"search\")",
                            "(\"find-similar\", \"search\")",
                            "(\"context\", \"search\")",
                            "(\"contents\", \"contents\")",
                            "(\"answer\", \"answer\")",
                            "(\"research-get\", \"research\")",
                            "(\"agent-run-get\", \"agent\")");
        }
    }

    @Test
    void limitedGroup_pausesAlone() {
        try (Sluice sluice = sluice("providers: { exa: { retry: { max-attempts: 1 } } }")) {
            ExaClient exa = sluice.client(ExaClient.class);
            server.answersFirst(429, Map.of("Retry-After", "7"), "{\"error\":\"slow\"}", FOUND);
            assertThatExceptionOfType(RateLimitedException.class).isThrownBy(() -> exa.answer(AnswerRequest.of("q")));

            assertThat(lasts(() -> exa.search("q"))).isLessThan(Duration.ofSeconds(1));
            assertThat(lasts(() -> exa.answer(AnswerRequest.of("q")))).isGreaterThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void sixteenthTask_waitsForAPlace_andStartsNothingIfThereIsNone() throws InterruptedException {
        try (Sluice sluice = sluice("{}")) {
            List<Lease> places = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                places.add(sluice.limiters().limiter("exa").lease(LeaseRequest.of(ExaGroups.RESEARCH_TASKS)));
            }

            assertThatExceptionOfType(PermitUnavailableException.class)
                    .isThrownBy(() -> sluice.client(ExaClient.class)
                            .research()
                            .run(ResearchRequest.of("ants"), Duration.ofMinutes(1)));
            assertThat(server.requests()).isEmpty();
            places.forEach(Lease::close);
        }
    }

    @Test
    void budget_isChargedWhatAnswersCost() {
        try (Sluice sluice =
                sluice("providers: { exa: { limits: { quotas: [ { id: usd, amount: 1.00, per: 1d } ] } } }")) {
            ExaClient exa = sluice.client(ExaClient.class);
            exa.search("q");
            exa.findSimilar(FindSimilarRequest.builder("u").build());
            exa.context(ContextRequest.of("q"));
            exa.answer(AnswerRequest.of("q"));
            contents(exa);
            exa.research().get("r");
            exa.agent().get("a");

            // Four of the five: contents stand apart, and have a budget of their own or none.
            assertThat(sluice.limiters()
                            .limiter("exa")
                            .snapshot()
                            .totals()
                            .spent()
                            .get("usd"))
                    .isEqualByComparingTo("0.020");
        }
    }

    @Test
    void spendCap_countsContentsToo_andTasksByTheirEstimate() {
        try (Sluice sluice =
                sluice("providers: { exa: { limits: { budget: { usd: 1.00, per: 1d, estimate: 0.10 } } } }")) {
            ExaClient exa = sluice.client(ExaClient.class);
            contents(exa);
            exa.search("q");
            assertThat(spent(sluice)).isEqualByComparingTo("0.010");

            exa.research().create(ResearchRequest.of("ants"));
            exa.agent().create(AgentRunRequest.of("ants"));
            exa.research().get("r");
            exa.agent().get("a");
            assertThat(spent(sluice)).isEqualByComparingTo("0.210");
        }
    }

    private static BigDecimal spent(Sluice sluice) {
        return sluice.limiters().limiter("exa").snapshot().totals().spent().get("usd");
    }

    private Sluice sluice(String config) {
        return Sluice.builder()
                .config(config)
                .environment(Map.of())
                .baseUrl("exa", server.address())
                .credential("exa", Secret.of(ExaServer.KEY))
                .time(time)
                .listener(calls::add)
                .build();
    }

    private static void contents(ExaClient exa) {
        exa.contents(ContentsRequest.of(Contents.builder().build(), "u"));
    }

    private static void times(int count, Runnable call) {
        for (int i = 0; i < count; i++) {
            call.run();
        }
    }

    private Duration lasts(Runnable work) {
        long begin = time.nanoTime();
        work.run();
        return Duration.ofNanos(time.nanoTime() - begin);
    }
}
