package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.client.CallOutcome;
import dev.sluice.client.Sluice;
import dev.sluice.client.error.AuthenticationException;
import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.ConflictException;
import dev.sluice.client.error.DecodingException;
import dev.sluice.client.error.InsufficientCreditsException;
import dev.sluice.client.error.InvalidRequestException;
import dev.sluice.client.error.NotFoundException;
import dev.sluice.client.error.PermissionDeniedException;
import dev.sluice.client.error.RateLimitedException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ResponseException;
import dev.sluice.client.error.ServerErrorException;
import dev.sluice.exa.search.Result;
import dev.sluice.exa.search.SearchResponse;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The real client, through the whole pipeline, against a scripted server. */
class ExaClientTest {
    private static final String FOUND =
            "{\"requestId\":\"r1\",\"results\":[{\"title\":\"A\"}],\"costDollars\":{\"total\":0.005}}";

    private final ExaServer exa = new ExaServer();

    @AfterEach
    void stop() {
        exa.close();
    }

    @Test
    void search_sendsKeyAndBody_andReadsTheAnswer() {
        exa.answers(200, FOUND);

        SearchResponse found = exa.client().search("rain in Zürich");

        assertThat(found.results()).extracting(Result::title).containsExactly("A");
        assertThat(found.costDollars().total()).isEqualTo("0.005");
        assertThat(exa.requests()).singleElement().satisfies(ExaClientTest::isPlainSearch);
        assertThat(exa.calls).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("search");
            assertThat(call.group()).isEqualTo("search");
            assertThat(call.outcome()).isEqualTo(CallOutcome.SUCCESS);
        });
    }

    private static void isPlainSearch(LoggedRequest request) {
        assertThat(request.getMethod().getName()).isEqualTo("POST");
        assertThat(request.getUrl()).isEqualTo("/search");
        assertThat(request.getHeader("x-api-key")).isEqualTo(ExaServer.KEY);
        assertThat(request.getHeader("Content-Type")).startsWith("application/json");
        assertThat(request.getBodyAsString()).isEqualTo("{\"query\":\"rain in Zürich\"}");
    }

    @Test
    void rateLimited_withRetryAfter_waitsAsLongAndSucceeds() {
        exa.answersFirst(
                429, Map.of("Retry-After", "2"), "{\"error\":\"slow down\",\"tag\":\"RATE_LIMIT_EXCEEDED\"}", FOUND);
        long before = exa.time.nanoTime();

        assertThat(exa.client().search("q").requestId()).isEqualTo("r1");

        assertThat(exa.requests()).hasSize(2);
        assertThat(Duration.ofNanos(exa.time.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(exa.calls)
                .singleElement()
                .satisfies(call -> assertThat(call.attempts()).isEqualTo(2));
    }

    @Test
    void rateLimited_withoutRetryAfter_isRepeated_thenThrown() {
        exa.answers(429, "{\"requestId\":\"r7\",\"error\":\"slow down\",\"tag\":\"RATE_LIMIT_EXCEEDED\"}");

        RateLimitedException thrown = catchThrowableOfType(
                RateLimitedException.class, () -> exa.client().search("q"));

        assertThat(thrown.status()).isEqualTo(429);
        assertThat(thrown.code()).hasValue("RATE_LIMIT_EXCEEDED");
        assertThat(thrown.providerMessage()).hasValue("slow down");
        assertThat(thrown.providerRequestId()).hasValue("r7");
        assertThat(thrown.retryAt()).isEmpty();
        assertThat(thrown.isRetryable()).isTrue();
        assertThat(thrown.attempts()).isGreaterThan(1).isEqualTo(exa.requests().size());
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(
                        400,
                        "{\"error\":\"Bad\",\"tag\":\"INVALID_REQUEST_BODY\"}",
                        InvalidRequestException.class,
                        "INVALID_REQUEST_BODY"),
                Arguments.of(
                        422,
                        "{\"error\":\"Bad\",\"tag\":\"FETCH_DOCUMENT_ERROR\"}",
                        InvalidRequestException.class,
                        "FETCH_DOCUMENT_ERROR"),
                Arguments.of(
                        401,
                        "{\"error\":\"No\",\"tag\":\"INVALID_API_KEY\"}",
                        AuthenticationException.class,
                        "INVALID_API_KEY"),
                Arguments.of(
                        402,
                        "{\"error\":\"Pay\",\"tag\":\"NO_MORE_CREDITS\"}",
                        InsufficientCreditsException.class,
                        "NO_MORE_CREDITS"),
                Arguments.of(
                        403,
                        "{\"error\":\"No\",\"tag\":\"TEAM_BLOCKED\"}",
                        PermissionDeniedException.class,
                        "TEAM_BLOCKED"),
                Arguments.of(
                        404,
                        "{\"statusCode\":404,\"message\":\"Cannot POST\",\"error\":\"Not Found\"}",
                        NotFoundException.class,
                        null),
                Arguments.of(
                        409,
                        "{\"error\":{\"type\":\"conflict\",\"message\":\"Twice\"}}",
                        ConflictException.class,
                        "conflict"),
                Arguments.of(
                        501,
                        "{\"error\":\"Cannot\",\"tag\":\"UNABLE_TO_GENERATE_RESPONSE\"}",
                        ServerErrorException.class,
                        "UNABLE_TO_GENERATE_RESPONSE"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void permanentErrors_areTyped_andNotRepeated(
            int status, String body, Class<? extends ResponseException> type, String code) {
        exa.answers(status, body);

        ResponseException thrown =
                catchThrowableOfType(ResponseException.class, () -> exa.client().search("q"));

        assertThat(thrown).isInstanceOf(type);
        assertThat(thrown.status()).isEqualTo(status);
        assertThat(thrown.code().orElse(null)).isEqualTo(code);
        assertThat(thrown.isRetryable()).isFalse();
        assertThat(exa.requests()).hasSize(1);
    }

    @Test
    void serverError_thenSuccess_isSuccess() {
        exa.answersFirst(502, Map.of("Content-Type", "text/html"), "<html>Bad Gateway</html>", FOUND);

        assertThat(exa.client().search("q").requestId()).isEqualTo("r1");
        assertThat(exa.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"results\":[", "<html>hello</html>", "{\"results\":7}", "{\"costDollars\":\"cheap\"}"})
    void unreadableSuccess_isADecodingFailure(String body) {
        exa.answers(200, body);

        DecodingException thrown =
                catchThrowableOfType(DecodingException.class, () -> exa.client().search("q"));

        assertThat(thrown.operation()).isEqualTo("search");
        assertThat(exa.calls)
                .singleElement()
                .satisfies(call -> assertThat(call.outcome()).isEqualTo(CallOutcome.UNREADABLE));
    }

    @Test
    void unknownFieldsAndWords_areKept() {
        exa.answers(
                200,
                "{\"results\":[{\"mood\":\"sunny\"}],\"resolvedSearchType\":\"telepathic\",\"planet\":{\"name\":\"Mars\"}}");

        SearchResponse found = exa.client().search("q");

        assertThat(found.resolvedSearchType()).isEqualTo("telepathic");
        assertThat(found.extra().get("planet").path("name").asString()).isEqualTo("Mars");
        assertThat(found.results().get(0).extra().get("mood").asString()).isEqualTo("sunny");
    }

    @Test
    void withoutKey_nothingIsSent_andTheVariableIsNamed() {
        exa.answers(200, FOUND);
        try (Sluice keyless = Sluice.builder()
                .environment(Map.of())
                .baseUrl("exa", exa.address())
                .time(exa.time)
                .build()) {
            RequestNotSentException thrown = catchThrowableOfType(
                    RequestNotSentException.class,
                    () -> keyless.client(ExaClient.class).search("q"));

            assertThat(printed(thrown)).contains("EXA_API_KEY");
        }
        assertThat(exa.requests()).isEmpty();
    }

    @Test
    void key_isNeverInOutput_evenIfTheServerRepeatsIt() {
        Logger events = (Logger) LoggerFactory.getLogger("dev.sluice.events");
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        events.addAppender(logged);
        events.setLevel(Level.TRACE);
        try {
            exa.answers(
                    400,
                    "{\"error\":\"key " + ExaServer.KEY + " is odd\",\"tag\":\"INVALID_REQUEST\",\"x-api-key\":\""
                            + ExaServer.KEY + "\"}");
            ClientException thrown = catchThrowableOfType(
                    ClientException.class, () -> exa.client().search("q"));

            assertThat(printed(thrown) + thrown + thrown.body() + ((ResponseException) thrown).providerMessage())
                    .doesNotContain(ExaServer.KEY);
            assertThat(logged.list)
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(
                                    event.getFormattedMessage() + event.getKeyValuePairs() + event.getMDCPropertyMap())
                            .doesNotContain(ExaServer.KEY));
            assertThat(exa.calls).asString().doesNotContain(ExaServer.KEY);
        } finally {
            events.detachAppender(logged);
            events.setLevel(Level.OFF);
        }
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
