package dev.sluice.openrouter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.foundation.Secret;
import dev.sluice.openrouter.chat.ChatCompletion;
import dev.sluice.openrouter.chat.ChatRequest;
import dev.sluice.openrouter.chat.ChatStream;
import dev.sluice.openrouter.error.OpenRouterError;
import dev.sluice.ratelimit.LimiterSnapshot;
import dev.sluice.simulators.Fault;
import dev.sluice.simulators.Latency;
import dev.sluice.simulators.SimulatorOptions;
import dev.sluice.simulators.Simulators;
import dev.sluice.testsupport.VirtualTime;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shape that the simulator's answers have, through the real client, in virtual time. */
class SimulatedErrorsTest {

    private static final String PAID = "openai/gpt-4o-mini";
    private static final String FREE = "openai/gpt-oss-20b:free";

    private final VirtualTime time = VirtualTime.autoAdvancing();
    private final Simulators simulators =
            Simulators.start(SimulatorOptions.defaults().withTime(time).withLatency(Latency.none()));
    private final Sluice sluice = Sluice.builder()
            .config("""
                    providers:
                      openrouter:
                        limits: { min-delay: 0ms, budget: { usd: 1, per: 1d, estimate: 0.10 } }
                        retry: { max-attempts: 3, backoff: 10ms, max-backoff: 10ms }
                    """)
            .environment(Map.of())
            .time(time)
            .baseUrl(
                    "openrouter",
                    URI.create(Objects.requireNonNull(simulators.baseUrls().get("openrouter"))
                            .toString()))
            .credential("openrouter", Secret.of(Wire.CANARY))
            .build();
    private final OpenRouterClient client = sluice.client(OpenRouterClient.class);

    @AfterEach
    void close() {
        sluice.close();
        simulators.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "error-body",
                "null-fields-error",
                "null-fields",
                "blank",
                "choice-error",
                "temporarily-unavailable",
                "capacity-exhausted",
                "upstream-limit",
                "in-flight-budget",
                "minute-cap"
            })
    void whatPasses_isRepeated_andTheCallerSeesNothingOfIt(String shape) {
        simulators.openRouter().inject(Fault.shape(shape));

        assertThat(client.chat(question(PAID)).text()).isNotEmpty();
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void nestedCompletion_isTheAnswer() {
        simulators.openRouter().inject(Fault.shape("nested-completion"));

        assertThat(client.chat(question(PAID)).text()).isNotEmpty();
        assertThat(calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "bad-key, 401, ",
        "no-credits, 402, payment_required",
        "moderation, 403, moderation",
        "guardrail, 403, guardrail",
        "daily-cap, 429, openrouter_free_tier_daily",
        "model-not-found, 400, model_not_found",
        "model-deprecated, 404, model_deprecated",
        "no-endpoints, 404, no_endpoints",
        "context-length, 400, context_length_exceeded",
    })
    void whatStays_isNotRepeated_costsNothing_andIsNamed(String shape, int status, @Nullable String code) {
        simulators.openRouter().inject(Fault.shape(shape).times(3));

        ResponseException refused = refused(FREE);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code().orElse(null)).isEqualTo(code);
        assertThat(refused.isRetryable()).isFalse();
        assertThat(calls()).isEqualTo(1);
        assertThat(spent()).isZero();
    }

    @Test
    void moderation_tellsWhy_andKeepsTheUsersWordsOutOfEveryText() {
        simulators.openRouter().inject(Fault.shape("moderation"));

        ResponseException refused = refused(PAID);

        OpenRouterError error = OpenRouterError.of(refused).orElseThrow();
        assertThat(error.isModeration()).isTrue();
        assertThat(error.reasons()).containsExactly("violence");
        assertThat(error.modelSlug()).isEqualTo(PAID);
        assertThat(error.flaggedInput()).contains("flagged words");
        assertThat(refused + error.toString() + refused.body()).doesNotContain("flagged words");
    }

    @Test
    void availability_tellsWhatToAskInstead() {
        simulators.openRouter().inject(Fault.shape("model-deprecated"));

        OpenRouterError error = OpenRouterError.of(refused(PAID)).orElseThrow();

        assertThat(Objects.requireNonNull(error.availability()).fallbackModels())
                .containsExactly("simulated/newer-model");
        assertThat(error.availability().retryable()).isFalse();
    }

    @Test
    void choiceError_hasThePartialText() {
        simulators.openRouter().inject(Fault.shape("choice-error").times(3));

        OpenRouterError error = OpenRouterError.of(refused(PAID)).orElseThrow();

        assertThat(error.partialText()).isNotEmpty();
        assertThat(error.providerName()).isEqualTo("Simulator");
        assertThat(error.raw()).contains("overloaded");
        assertThat(calls()).isEqualTo(3);
        assertThat(spent()).isZero();
    }

    @Test
    void failureOfAnotherKind_hasNoDetails() {
        assertThat(OpenRouterError.of(new IllegalStateException("x"))).isEmpty();
    }

    @Test
    void dailyCap_pausesFreeModelsAlone_andIsNotAskedAgain() {
        simulators.openRouter().inject(Fault.shape("daily-cap"));

        RateLimitedException capped = (RateLimitedException) refused(FREE);

        assertThat(capped.retryAt()).contains(Instant.parse("2026-01-02T00:00:00Z"));
        assertThat(pausedUntil("free-models")).isEqualTo(capped.retryAt().orElseThrow());
        RequestNotSentException held =
                catchThrowableOfType(RequestNotSentException.class, () -> client.chat(question("another/model:free")));
        assertThat(held.getCause()).hasMessageContaining("openrouter/free-models: no permit in time (reason: paused");
        assertThat(client.chat(question(PAID)).text()).isNotEmpty();
        assertThat(calls()).isEqualTo(2);
        time.advance(Duration.ofDays(1));
        assertThat(client.chat(question(FREE)).text()).isNotEmpty();
    }

    @Test
    void upstreamLimit_pausesThatModelAlone() {
        simulators
                .openRouter()
                .inject(Fault.shape("upstream-limit")
                        .retryAfter(Duration.ofSeconds(50))
                        .times(3));
        refused("openai/gpt-4o");

        assertThat(pausedUntil("openai/gpt-4o")).isNotNull();
        assertThat(sluice.limiters().limiter("openrouter").snapshot().provider().pausedUntil())
                .isNull();
        Instant before = time.instant();
        client.chat(question(PAID));
        assertThat(time.instant()).isBefore(before.plusSeconds(1));
        client.chat(question("openai/gpt-4o"));
        assertThat(time.instant()).isAfterOrEqualTo(before.plusSeconds(40));
    }

    @Test
    void upstreamLimit_ofAFreeModel_pausesThatModelAlone() {
        simulators
                .openRouter()
                .inject(Fault.shape("upstream-limit")
                        .retryAfter(Duration.ofSeconds(50))
                        .times(3));
        refused(FREE);

        assertThat(pausedUntil("free-models")).isNull();
        Instant before = time.instant();
        client.chat(question("another/model:free"));
        assertThat(time.instant()).isBefore(before.plusSeconds(1));
        client.chat(question(FREE));
        assertThat(time.instant()).isAfterOrEqualTo(before.plusSeconds(40));
    }

    @ParameterizedTest
    @CsvSource({
        "stream-error, 502",
        "stream-error-word, 500",
        "stream-error-usage, 400",
        "choice-error, 502",
    })
    void streamThatFails_hasItsStatus_andTheTextUntilThen(String shape, int status) {
        simulators.openRouter().inject(Fault.shape(shape));

        try (ChatStream stream = client.chatStream(question(PAID))) {
            ResponseException failed = catchThrowableOfType(ResponseException.class, stream::toCompletion);

            assertThat(failed.status()).isEqualTo(status);
            assertThat(stream.soFar().text()).isNotEmpty();
        }
        assertThat(calls()).isEqualTo(1);
    }

    @Test
    void usageBesideAnError_isWhatTheBudgetIsCharged() {
        simulators.openRouter().inject(Fault.shape("stream-error-usage"));

        try (ChatStream stream = client.chatStream(question(PAID))) {
            catchThrowableOfType(ClientException.class, stream::toCompletion);
        }

        assertThat(spent()).isPositive().isLessThan(new BigDecimal("0.01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"error-body", "null-fields-error", "stream-error-bare", "blank"})
    void streamThatNeverBegan_isRepeated(String shape) {
        simulators.openRouter().inject(Fault.shape(shape));

        try (ChatStream stream = client.chatStream(question(PAID))) {
            assertThat(stream.toCompletion().text()).isNotEmpty();
        }
        assertThat(calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void bodiesInPieces_areTheSame(int pieceBytes) {
        simulators.openRouter().inject(Fault.split(pieceBytes).times(2));

        ChatCompletion whole = client.chat(question(PAID));
        try (ChatStream stream = client.chatStream(question(PAID))) {
            assertThat(stream.toCompletion().text()).isEqualTo(whole.text()).isNotEmpty();
        }
    }

    @Test
    void ownKey_costsTheFeeAndTheProvidersPrice() {
        simulators.openRouter().inject(Fault.shape("own-key"));

        ChatCompletion answer = client.chat(question(PAID));

        BigDecimal total = Objects.requireNonNull(answer.usage()).totalCost().orElseThrow();
        assertThat(total).isGreaterThan(answer.usage().cost());
        assertThat(spent()).isEqualByComparingTo(total);
    }

    @Test
    void answerWithoutUsage_keepsItsEstimate_untilTheBudgetRefuses() {
        simulators.openRouter().inject(Fault.shape("no-usage").times(10));
        for (int i = 0; i < 10; i++) {
            client.chat(question(PAID));
        }

        RequestNotSentException refused =
                catchThrowableOfType(RequestNotSentException.class, () -> client.chat(question(PAID)));

        assertThat(refused)
                .hasMessageContaining("budget of 1 usd per 1d: 1 spent, 0.1 asked (expected: room, from 2026-01-02T");
        assertThat(calls()).isEqualTo(10);
        assertThat(client.chat(question(FREE)).text()).isNotEmpty();
    }

    private ResponseException refused(String model) {
        return catchThrowableOfType(ResponseException.class, () -> client.chat(question(model)));
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

    private @Nullable Instant pausedUntil(String group) {
        LimiterSnapshot.Stage stage =
                sluice.limiters().limiter("openrouter").snapshot().groups().get(group);
        return stage == null ? null : stage.pausedUntil();
    }
}
