package dev.sluice.openrouter.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.sluice.client.CallOutcome;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.InsufficientCreditsException;
import dev.sluice.client.error.PermissionDeniedException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.client.error.TransportException;
import dev.sluice.openrouter.Answers;
import dev.sluice.openrouter.Wire;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The blocking call, through the whole pipeline. */
class ChatTest {

    private static final ChatRequest HELLO = ChatRequest.to("a/b").user("hello").build();
    private static final ChatRequest FREE =
            ChatRequest.to("a/b:free").user("hello").build();

    private Wire wire = new Wire(1);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void chat_answerBehindKeepAliveWhitespace_isTyped() {
        wire.answers(Answers.text("hi"));

        ChatCompletion answer = wire.client.chat(HELLO);

        assertThat(answer.text()).isEqualTo("hi");
        assertThat(answer.finishReason()).contains(FinishReason.STOP);
        assertThat(Objects.requireNonNull(answer.usage()).totalCost()).contains(new BigDecimal("0.001"));
        assertThat(wire.requestBody().toString())
                .isEqualTo("{\"model\":\"a/b\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
        assertThat(wire.request().getHeader("Authorization")).isEqualTo("Bearer " + Wire.CANARY);
        assertThat(wire.request().containsHeader("HTTP-Referer")).isFalse();
        assertThat(wire.call().outcome()).isEqualTo(CallOutcome.SUCCESS);
        assertThat(wire.call().providerRequestId()).isEqualTo("gen-1");
    }

    @Test
    void chat_appConfigured_isNamedInTheHeaders() {
        reopen(new Wire(1, "    app: { referer: \"https://bot.example\", title: Bot }"));
        wire.answers(Answers.text("hi"));

        wire.client.chat(HELLO);

        assertThat(wire.request().getHeader("HTTP-Referer")).isEqualTo("https://bot.example");
        assertThat(wire.request().getHeader("X-OpenRouter-Title")).isEqualTo("Bot");
    }

    @ParameterizedTest
    @CsvSource({"a/b:free, free-models", "a/b, ", "a/b:nitro, "})
    void chat_freeModel_countsInItsGroup(String model, String group) {
        wire.answers(Answers.text("hi"));

        wire.client.chat(ChatRequest.to(model).user("hello").build());

        assertThat(wire.call().group()).isEqualTo(group);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":502,\"message\":\"down\"},\"user_id\":\"u\"}",
                "{\"id\":null,\"choices\":null,\"error\":{\"code\":502,\"message\":\"down\"}}",
                "{\"choices\":[{\"finish_reason\":\"error\",\"error\":{\"code\":502,\"message\":\"down\"},"
                        + "\"message\":{\"content\":\"partial\"}}]}",
                "{\"id\":null,\"choices\":null,\"usage\":null}",
                ""
            })
    void chat_errorInside200_isRetriedAndThenThrown(String body) {
        reopen(new Wire(2));
        wire.answers(Answers.json(200, Answers.KEEP_ALIVE + body));

        assertThatThrownBy(() -> wire.client.chat(HELLO)).isInstanceOfSatisfying(ServerErrorException.class, e -> {
            assertThat(e.status()).isEqualTo(502);
            assertThat(e.response().httpStatus()).isEqualTo(200);
            assertThat(e.attempts()).isEqualTo(2);
        });
        assertThat(wire.requests()).hasSize(2);

        wire.answers(Answers.json(200, Answers.KEEP_ALIVE + body), Answers.text("after all"));
        assertThat(wire.client.chat(HELLO).text()).isEqualTo("after all");
    }

    @Test
    void chat_completionNestedUnderProvider_isAnAnswer() {
        wire.answers(
                Answers.json(200, "{\"id\":null,\"choices\":null,\"provider\":" + Answers.completion("nested") + "}"));

        assertThat(wire.client.chat(HELLO).text()).isEqualTo("nested");
    }

    @ParameterizedTest
    @CsvSource({
        "402, dev.sluice.client.error.InsufficientCreditsException",
        "400, dev.sluice.client.error.InvalidRequestException",
        "404, dev.sluice.client.error.NotFoundException",
        "401, dev.sluice.client.error.AuthenticationException"
    })
    void chat_callersFaultInside200_isNotRetried(int code, Class<? extends ResponseException> type) {
        reopen(new Wire(3));
        wire.answers(Answers.json(200, "{\"error\":{\"code\":" + code + ",\"message\":\"no\"}}"));

        ResponseException e = catchThrowableOfType(type, () -> wire.client.chat(HELLO));

        assertThat(e.isRetryable()).isFalse();
        assertThat(e.status()).isEqualTo(code);
        assertThat(e.providerMessage()).contains("no");
        assertThat(wire.requests()).hasSize(1);
    }

    @Test
    void chat_429WithRetryAfter_saysWhen() {
        wire.answers(Answers.json(429, "{\"error\":{\"code\":429,\"message\":\"slow down\"}}")
                .withHeader("Retry-After", "30"));

        RateLimitedException e = catchThrowableOfType(RateLimitedException.class, () -> wire.client.chat(HELLO));

        assertThat(e.retryAt())
                .hasValueSatisfying(at -> assertThat(at)
                        .isBetween(Instant.now().plusSeconds(20), Instant.now().plusSeconds(31)));
        assertThat(e.isRetryable()).isTrue();
    }

    @Test
    void chat_429WithResetInMilliseconds_saysWhen() {
        Instant reset =
                Instant.ofEpochMilli(Instant.now().plus(Duration.ofSeconds(40)).toEpochMilli());
        wire.answers(Answers.json(429, "{\"error\":{\"code\":429,\"message\":\"free-models-per-min\"}}")
                .withHeader("X-RateLimit-Reset", "" + reset.toEpochMilli()));

        RateLimitedException e = catchThrowableOfType(RateLimitedException.class, () -> wire.client.chat(FREE));

        assertThat(e.retryAt()).contains(reset);
    }

    @Test
    void chat_dailyCap_isFinalUntilMidnight() {
        reopen(new Wire(3));
        wire.answers(Answers.json(
                429, "{\"error\":{\"code\":429,\"message\":\"Rate limit exceeded: free-models-per-day\"}}"));

        RateLimitedException e = catchThrowableOfType(RateLimitedException.class, () -> wire.client.chat(FREE));

        assertThat(e.isRetryable()).isFalse();
        assertThat(e.retryAt()).hasValueSatisfying(at -> {
            assertThat(at).isAfter(Instant.now());
            assertThat(at.atZone(ZoneOffset.UTC).toLocalTime()).isEqualTo(LocalTime.MIDNIGHT);
        });
        assertThat(wire.requests()).hasSize(1);
    }

    @Test
    void chat_serverErrorThenAnswer_isOneCallOfTwoAttempts() {
        reopen(new Wire(3));
        wire.answers(Answers.json(529, "<html>overloaded</html>"), Answers.text("hi"));

        assertThat(wire.client.chat(HELLO).text()).isEqualTo("hi");
        assertThat(wire.call().attempts()).isEqualTo(2);
    }

    @Test
    void chat_connectionReset_isATransportFailure() {
        wire.answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThatThrownBy(() -> wire.client.chat(HELLO)).isInstanceOf(TransportException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":\"gen-1\",\"choices\":[{\"ind", "<html>hello</html>", "[1,2]"})
    void chat_notACompletion_isADecodingFailure(String body) {
        wire.answers(Answers.json(200, body));

        assertThatThrownBy(() -> wire.client.chat(HELLO)).isInstanceOf(DecodingException.class);
    }

    @Test
    void chat_failure_showsNeitherKeyNorFlaggedInput() {
        wire.answers(Answers.json(
                403,
                "{\"error\":{\"code\":403,\"message\":\"Input was flagged\",\"metadata\":{\"reasons\":[\"violence\"],"
                        + "\"flagged_input\":\"the user's own words\",\"model_slug\":\"a/b\"}}}"));

        PermissionDeniedException e =
                catchThrowableOfType(PermissionDeniedException.class, () -> wire.client.chat(HELLO));

        assertThat(everythingOf(e)).doesNotContain(Wire.CANARY).doesNotContain("the user's own words");
        assertThat(e.providerMessage()).contains("Input was flagged");
        assertThat(wire.calls.toString()).doesNotContain(Wire.CANARY);
    }

    @Test
    void chat_credits_areTheirOwnException() {
        wire.answers(Answers.json(402, "{\"error\":{\"code\":402,\"message\":\"Insufficient credits\"}}"));

        assertThatThrownBy(() -> wire.client.chat(HELLO))
                .isInstanceOf(InsufficientCreditsException.class)
                .hasMessageStartingWith("openrouter chat: status 402");
    }

    private void reopen(Wire other) {
        wire.close();
        wire = other;
    }

    private static String everythingOf(ClientException e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace + e.body() + e.call() + ((ResponseException) e).response();
    }
}
