package dev.sluice.openrouter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.client.Sluice;
import dev.sluice.client.error.ResponseException;
import dev.sluice.foundation.Secret;
import dev.sluice.openrouter.error.OpenRouterError;
import dev.sluice.openrouter.responses.Response;
import dev.sluice.openrouter.responses.ResponseRequest;
import dev.sluice.openrouter.responses.ResponseStream;
import dev.sluice.ratelimit.LimiterSnapshot;
import dev.sluice.simulators.Fault;
import dev.sluice.simulators.Latency;
import dev.sluice.simulators.SimulatorOptions;
import dev.sluice.simulators.Simulators;
import dev.sluice.testsupport.VirtualTime;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shape in which responses fail, or seem to, through the real client, in virtual time. */
class SimulatedResponsesTest {

    private static final ResponseRequest QUESTION =
            ResponseRequest.to("openai/gpt-4o-mini").input("Buy, sell or hold?").build();

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
            .baseUrl("openrouter", Objects.requireNonNull(simulators.baseUrls().get("openrouter")))
            .credential("openrouter", Secret.of(Wire.CANARY))
            .build();
    private final OpenRouterClient client = sluice.client(OpenRouterClient.class);

    @AfterEach
    void close() {
        assertThat(stage().inFlight()).as("permits in use").isZero();
        sluice.close();
        simulators.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "response-failed",
                "response-failed-bare",
                "response-error",
                "response-error-event",
                "response-error-first",
                "error-body",
                "null-fields",
                "blank",
                "upstream-limit"
            })
    void create_whatPasses_isRepeated_andTheCallerSeesNothingOfIt(String shape) {
        simulators.openRouter().inject(Fault.shape(shape));

        assertThat(client.responses().create(QUESTION).answerText()).isNotEmpty();
        assertThat(calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "response-failed, 502, provider_unavailable, 3",
        "response-failed-key, 401, authentication, 1",
        "response-failed-bare, 500, response_failed, 3",
        "response-error, 429, rate_limit_exceeded, 3",
        "response-error-nested, 401, authentication, 1",
        "response-error-first, 503, provider_overloaded, 3",
        "moderation, 403, moderation, 1",
    })
    void create_thatFails_hasTheStatusOfThePreciseWord_andIsRepeatedIfThatPasses(
            String shape, int status, String code, int attempts) {
        simulators.openRouter().inject(Fault.shape(shape).times(3));

        ResponseException failed = catchThrowableOfType(
                ResponseException.class, () -> client.responses().create(QUESTION));

        assertThat(failed.status()).isEqualTo(status);
        assertThat(failed.code()).contains(code);
        assertThat(failed.isRetryable()).isEqualTo(attempts > 1);
        assertThat(calls()).isEqualTo(attempts);
        assertThat(spent()).isZero();
    }

    @Test
    void create_thatFailsAfterSomeText_hasIt() {
        simulators.openRouter().inject(Fault.shape("response-failed-key"));

        ResponseException failed = catchThrowableOfType(
                ResponseException.class, () -> client.responses().create(QUESTION));

        OpenRouterError error = OpenRouterError.of(failed).orElseThrow();
        assertThat(error.partialText()).isNotEmpty();
        assertThat(client.responses().create(QUESTION).answerText())
                .startsWith(Objects.requireNonNull(error.partialText()));
        assertThat(error.type()).isEqualTo("authentication");
    }

    @ParameterizedTest
    @CsvSource({
        "response-failed, 502, provider_unavailable",
        "response-failed-key, 401, authentication",
        "response-failed-bare, 500, response_failed",
        "response-error, 429, rate_limit_exceeded",
        "response-error-event, 429, rate_limit_exceeded",
        "response-error-nested, 401, invalid_api_key",
    })
    void stream_thatFails_hasItsStatusAndTheTextUntilThen_andIsNotRepeated(
            String shape, int status, @Nullable String code) {
        simulators.openRouter().inject(Fault.shape(shape));

        try (ResponseStream stream = client.responses().stream(QUESTION)) {
            ResponseException failed = catchThrowableOfType(ResponseException.class, stream::toResponse);

            assertThat(failed.status()).isEqualTo(status);
            assertThat(failed.code().orElse(null)).isEqualTo(code);
            assertThat(stream.text()).isNotEmpty();
        }
        assertThat(calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"response-error-first", "error-body", "blank"})
    void stream_thatNeverBegan_isRepeated(String shape) {
        simulators.openRouter().inject(Fault.shape(shape));

        try (ResponseStream stream = client.responses().stream(QUESTION)) {
            assertThat(stream.toResponse().answerText()).isNotEmpty();
        }
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void usageBesideAFailure_isWhatTheBudgetIsCharged() {
        simulators.openRouter().inject(Fault.shape("response-failed"));

        try (ResponseStream stream = client.responses().stream(QUESTION)) {
            catchThrowableOfType(ResponseException.class, stream::toResponse);

            assertThat(stream.response().orElseThrow().status()).isEqualTo("failed");
        }

        assertThat(spent()).isPositive().isLessThan(new BigDecimal("0.01"));
    }

    @Test
    void lengthThatRanOut_isNoFailure_wholeAndStreamed() {
        simulators.openRouter().inject(Fault.shape("response-incomplete").times(2));

        Response whole = client.responses().create(QUESTION);
        try (ResponseStream stream = client.responses().stream(QUESTION)) {
            Response streamed = stream.toResponse();

            assertThat(streamed.status()).isEqualTo(whole.status()).isEqualTo("incomplete");
            assertThat(Objects.requireNonNull(streamed.incompleteDetails()).reason())
                    .isEqualTo("max_output_tokens");
            assertThat(stream.text()).isEqualTo(whole.answerText()).isNotEmpty();
        }
        assertThat(calls()).isEqualTo(2);
    }

    @Test
    void panelThatFails_isAnEventOfAWholeAnswer() {
        simulators.openRouter().inject(Fault.shape("response-panel-failed"));

        try (ResponseStream stream = client.responses().stream(QUESTION)) {
            assertThat(stream.toResponse().status()).isEqualTo("completed");
        }
        assertThat(calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void bodiesInPieces_areTheSame(int pieceBytes) {
        simulators.openRouter().inject(Fault.split(pieceBytes).times(2));

        Response whole = client.responses().create(QUESTION);
        try (ResponseStream stream = client.responses().stream(QUESTION)) {
            assertThat(stream.toResponse().answerText())
                    .isEqualTo(whole.answerText())
                    .isEqualTo(stream.text())
                    .isNotEmpty();
        }
    }

    private long calls() {
        return simulators.openRouter().report().calls();
    }

    private BigDecimal spent() {
        LimiterSnapshot.Budget budget = stage().budgets().get(0);
        return budget.amount().subtract(budget.remaining());
    }

    private LimiterSnapshot.Stage stage() {
        return sluice.limiters().limiter("openrouter").snapshot().provider();
    }
}
