package dev.sluice.openrouter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.foundation.Secret;
import dev.sluice.openrouter.account.Generation;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.ratelimit.LimiterSnapshot;
import dev.sluice.simulators.Fault;
import dev.sluice.simulators.Latency;
import dev.sluice.simulators.SimulatorOptions;
import dev.sluice.simulators.Simulators;
import dev.sluice.testsupport.VirtualTime;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenRouter's books say of cost and of the day's number, and what becomes of our limits by it; in virtual time. */
class SimulatedBooksTest {

    private static final String PAID = "openai/gpt-4o-mini";
    private static final String FREE = "openai/gpt-oss-20b:free";
    private static final BigDecimal ESTIMATE = new BigDecimal("0.10");

    private final VirtualTime time = VirtualTime.autoAdvancing();
    private final Simulators simulators = Simulators.start(SimulatorOptions.defaults()
            .withTime(time)
            .withLatency(Latency.none())
            .withFreeModelsPerDay(3));
    private final Sluice sluice = sluice("");
    private final OpenRouterClient client = sluice.client(OpenRouterClient.class);

    private Sluice sluice(String more) {
        return Sluice.builder()
                .config("""
                        providers:
                          openrouter:
                            limits: { min-delay: 0ms, budget: { usd: 1, per: 1d, estimate: 0.10 } }
                            retry: { max-attempts: 3, backoff: 10ms, max-backoff: 10ms }
                        """ + more)
                .environment(Map.of())
                .time(time)
                .baseUrl(
                        "openrouter",
                        URI.create(Objects.requireNonNull(simulators.baseUrls().get("openrouter"))
                                .toString()))
                .credential("openrouter", Secret.of(Wire.CANARY))
                .build();
    }

    @AfterEach
    void close() {
        sluice.close();
        simulators.close();
    }

    @Test
    void answerWithoutUsage_isReconciled() throws Exception {
        simulators.openRouter().inject(Fault.shape("no-usage"));
        String id = client.chat(question(PAID)).id();
        assertThat(spent()).isEqualByComparingTo(ESTIMATE);
        assertThat(client.account().unsettled()).containsExactly(id);

        List<Generation> found = client.account().reconcile(Duration.ofSeconds(30));

        assertThat(found).extracting(Generation::id).containsExactly(id);
        assertThat(spent())
                .isEqualByComparingTo(found.get(0).cost().orElseThrow())
                .isLessThan(ESTIMATE);
        assertThat(client.account().unsettled()).isEmpty();
    }

    @Test
    void streamThatWasGivenUp_isReconciledByAskingForItsGeneration() throws Exception {
        String id;
        try (ChatStream stream = client.chatStream(question(PAID))) {
            id = Objects.requireNonNull(stream.iterator().next().id());
        }
        assertThat(spent()).isEqualByComparingTo(ESTIMATE);

        Generation generation =
                client.account().awaitGeneration(id, Duration.ofSeconds(30)).orElseThrow();

        assertThat(spent()).isEqualByComparingTo(generation.cost().orElseThrow());
    }

    @Test
    void reconcile_whatIsNotFoundInTime_staysUnsettled() throws Exception {
        simulators.openRouter().inject(Fault.shape("no-usage"));
        String id = client.chat(question(PAID)).id();

        assertThat(client.account().reconcile(Duration.ZERO)).isEmpty();

        assertThat(client.account().unsettled()).containsExactly(id);
        assertThat(spent()).isEqualByComparingTo(ESTIMATE);
    }

    @Test
    void answerThatTellsItsCost_isSettledAlready() {
        client.chat(question(PAID));

        assertThat(client.account().unsettled()).isEmpty();
    }

    @Test
    void knownPrice_isTheEstimate_andAnUnknownOneIsTheBudgets() {
        BigDecimal price = client.models()
                .catalog(Duration.ofHours(1))
                .pricing(PAID)
                .orElseThrow()
                .of("Buy, sell or hold?".length() / 3, 1_000)
                .orElseThrow();
        simulators.openRouter().inject(Fault.shape("no-usage").times(2));

        client.chat(question(PAID + ":nitro"));
        assertThat(spent()).isEqualByComparingTo(price).isLessThan(ESTIMATE);
        client.chat(question("nobody/knows"));

        assertThat(spent()).isEqualByComparingTo(price.add(ESTIMATE));
    }

    @Test
    void limitFreeModels_letsNoMoreDepartThanTheKeyHasLeft() {
        client.chat(question(FREE));

        assertThat(client.account().limitFreeModels()).isEqualTo(OptionalLong.of(2));

        client.chat(question(FREE));
        client.chat(question("another/model:free"));
        RequestNotSentException refused = refused(client);
        assertThat(refused.getCause()).hasMessageContaining("openrouter/free-models: no permit in time (reason: quota");
        assertThat(client.chat(question(PAID)).text()).isNotEmpty();
        assertThat(simulators.openRouter().report().violations()).isZero();
    }

    @Test
    void limitByKey_asksOnceADay_beforeTheFirstFreeCall() {
        try (Sluice asking = sluice("    free-models: { limit-by-key: true }")) {
            OpenRouterClient careful = asking.client(OpenRouterClient.class);
            careful.chat(question(PAID));
            assertThat(calls()).isEqualTo(1);
            for (int day = 1; day <= 2; day++) {
                for (int call = 0; call < 3; call++) {
                    careful.chat(question(FREE));
                }
                refused(careful);
                assertThat(calls()).isEqualTo(1 + day * 4L);
                time.advance(Duration.ofDays(1));
            }
        }
        assertThat(simulators.openRouter().report().violations()).isZero();
    }

    @Test
    void limitByKey_keyThatCannotBeRead_keepsNobodyFromCalling_andIsAskedAgainAfterAMinute() {
        try (Sluice asking = sluice("    free-models: { limit-by-key: true }")) {
            OpenRouterClient careful = asking.client(OpenRouterClient.class);
            simulators.openRouter().inject(Fault.shape("no-credits"));

            careful.chat(question(FREE));
            careful.chat(question(FREE));
            assertThat(calls()).isEqualTo(3);
            time.advance(Duration.ofMinutes(1));
            careful.chat(question(FREE));

            assertThat(calls()).isEqualTo(5);
            refused(careful);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "[]"})
    void limitByKey_thatIsNoBoolean_isRefused(String value) {
        RuntimeException refused = catchThrowableOfType(
                RuntimeException.class, () -> sluice("    free-models: { limit-by-key: " + value + " }"));

        assertThat(refused).hasMessageContaining("providers.openrouter.free-models.limit-by-key");
    }

    private static RequestNotSentException refused(OpenRouterClient client) {
        return catchThrowableOfType(RequestNotSentException.class, () -> client.chat(question(FREE)));
    }

    private static ChatRequest question(String model) {
        return ChatRequest.to(model).user("Buy, sell or hold?").build();
    }

    private long calls() {
        return simulators.openRouter().report().calls();
    }

    private BigDecimal spent() {
        LimiterSnapshot.Budget budget = sluice.limiters()
                .limiter("openrouter")
                .snapshot()
                .provider()
                .budgets()
                .get(0);
        return budget.amount().subtract(budget.remaining());
    }
}
