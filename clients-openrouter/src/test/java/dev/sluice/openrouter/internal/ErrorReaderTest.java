package dev.sluice.openrouter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.spi.ResponseHead;
import dev.sluice.openrouter.internal.ErrorReport.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every shape an error has been seen in, most of them inside HTTP 200. */
class ErrorReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String ANSWER = "{\"id\":\"gen-1\",\"choices\":[{\"message\":{\"content\":\"hi\"}}]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                ANSWER,
                "\n         \n\n         \n" + ANSWER,
                "{\"id\":null,\"choices\":null,\"provider\":" + ANSWER + "}",
                "{\"error\":null,\"choices\":[{\"error\":null,\"message\":{}}]}",
                "<html>not for us</html>"
            })
    void read_answerOrNoJsonInside200_isNoError(String body) {
        assertThat(read(200, body, Map.of())).isNull();
    }

    @Test
    void read_choiceThatEndsInAnErrorItDoesNotName_isATransientError() {
        String body = "{\"choices\":[{\"finish_reason\":\"error\",\"message\":{\"content\":\"part\"}}]}";

        ErrorReport report = Objects.requireNonNull(read(200, body, Map.of()));

        assertThat(report.status()).isEqualTo(502);
        assertThat(report.classification().isTransient()).isTrue();
        assertThat(Objects.requireNonNull(report.details()).partialText()).isEqualTo("part");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\":{\"code\":502,\"message\":\"m\"},\"user_id\":\"u\"} | 502",
                "{\"id\":null,\"choices\":null,\"error\":{\"code\":500,\"message\":\"m\"}} | 500",
                "{\"choices\":[{\"finish_reason\":\"error\",\"error\":{\"code\":503,\"message\":\"m\"},\"message\":{\"content\":\"part\"}}]} | 503",
                "{\"error\":{\"code\":\"429\",\"message\":\"m\"}} | 429",
                "{\"error\":{\"code\":null,\"http_status\":404,\"message\":\"m\"}} | 404",
                "{\"error\":{\"code\":\"server_error\",\"message\":\"m\"}} | 500",
                "{\"error\":{\"error_type\":\"provider_overloaded\",\"message\":\"m\"}} | 503",
                "{\"error\":{\"metadata\":{\"error_type\":\"context_length_exceeded\"},\"message\":\"m\"}} | 400",
                "{\"error\":{\"error_type\":\"word_of_tomorrow\",\"message\":\"m\"}} | 500",
                "{\"error\":{\"code\":-1,\"message\":\"m\"}} | 500",
                "{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"m\"},\"error_type\":\"authentication\"} | 401",
                "{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"m\",\"error_type\":\"timeout\"},\"error_type\":\"server\"} | 504",
                "{\"error\":{\"error_type\":\"image_download_failed\",\"message\":\"m\"}} | 400",
                "{\"error\":{\"code\":\"image_content_policy_violation\",\"message\":\"m\"}} | 400",
                "{\"error\":{\"code\":429.0,\"message\":\"m\"}} | 429",
                "{\"error\":{\"code\":429.5,\"message\":\"m\"}} | 500",
                "{\"error\":{\"code\":1e99,\"message\":\"m\"}} | 500",
                "{\"error\":\"m\"} | 500"
            })
    void read_errorInside200_hasTheStatusItMeans(String body, int status) {
        ErrorReport report = Objects.requireNonNull(read(200, body, Map.of()));

        assertThat(report.status()).isEqualTo(status);
        assertThat(report.message()).isEqualTo("m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"object\":\"response\",\"status\":\"failed\",\"error\":null,\"output\":[]} | 500 | response_failed",
                "{\"status\":\"failed\",\"error\":null,\"error_type\":\"provider_overloaded\"} | 503 | provider_overloaded",
            })
    void read_failedResponseWithoutAnError_isOne(String body, int status, String word) {
        ErrorReport report = Objects.requireNonNull(read(200, body, Map.of()));

        assertThat(report.status()).isEqualTo(status);
        assertThat(report.word()).isEqualTo(word);
    }

    @Test
    void read_failedJobOfAnotherKind_isAnAnswer() {
        ResponseHead head = new ResponseHead("raw", 200, Map.of(), NOW);
        byte[] job = "{\"id\":\"v1\",\"status\":\"failed\"}".getBytes(StandardCharsets.UTF_8);

        assertThat(ErrorReader.read(head, job)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n   \r\n\t ",
                "{\"id\":null,\"choices\":null,\"created\":null,\"model\":null,\"object\":null,\"usage\":null}",
                "{\"id\":\"gen-1\",\"choices\":[]}"
            })
    void read_nothingInside200_isATransientEmptyResponse(String body) {
        assertThat(read(200, body, Map.of())).isEqualTo(ErrorReport.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "models | {\"data\":[]} | false",
                "models | {\"data\":null} | true",
                "models | {} | true",
                "raw | {\"choices\":null,\"id\":null} | true",
                "raw | {\"data\":{\"id\":\"gen-1\"}} | false"
            })
    void read_answerThatIsNoChat_isEmptyOnlyIfNoFieldSaysAnything(String operation, String body, boolean empty) {
        ResponseHead head = new ResponseHead(operation, 200, Map.of(), NOW);

        assertThat(ErrorReader.read(head, body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(empty ? ErrorReport.empty() : null);
    }

    @ParameterizedTest
    @CsvSource({"502, <html>", "529, ''", "413, not json"})
    void read_errorStatusWithoutJson_keepsTheHttpStatus(int status, String body) {
        ErrorReport report = Objects.requireNonNull(read(status, body, Map.of()));

        assertThat(report.status()).isEqualTo(status);
        assertThat(report.message()).isNull();
        assertThat(report.word()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "error_type, rate_limit_exceeded, rate_limit_exceeded",
        "code, server_error, server_error",
        "type, invalid_request_error, invalid_request_error",
        "code, 429, "
    })
    void read_word_isTheMostSpecificOne(String field, String value, @Nullable String word) {
        ErrorReport report =
                Objects.requireNonNull(read(400, "{\"error\":{\"" + field + "\":\"" + value + "\"}}", Map.of()));

        assertThat(report.word()).isEqualTo(word);
    }

    @Test
    void read_availabilityError_hasItsWordAndItsOpinionAboutRepeating() {
        ErrorReport report = Objects.requireNonNull(read(
                503,
                "{\"error\":{\"message\":\"m\",\"http_status\":503,\"availability\":"
                        + "{\"code\":\"temporarily_unavailable\",\"retryable\":true,\"retry_after\":12}}}",
                Map.of()));

        assertThat(report.word()).isEqualTo("temporarily_unavailable");
        assertThat(report.retryAt()).isEqualTo(NOW.plusSeconds(12));
        assertThat(report.retryable()).isTrue();
        assertThat(report.scope()).isEqualTo(Scope.UPSTREAM);
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 7, 2026-03-01T10:00:07Z",
        "Retry-After, 0.5, 2026-03-01T10:00:00.500Z",
        "Retry-After, 'Sun, 01 Mar 2026 10:01:00 GMT', 2026-03-01T10:01:00Z",
        "X-RateLimit-Reset, 1772360000000, 2026-03-01T10:13:20Z",
        "X-RateLimit-Reset, 1772360000, 2026-03-01T10:13:20Z",
        "Retry-After, soon,",
        "Retry-After, -1,",
        "X-RateLimit-Reset, never,"
    })
    void read_retryTimeOfAHeader_inAnyForm(String header, String value, @Nullable Instant expected) {
        ErrorReport report = Objects.requireNonNull(read(429, "{\"error\":{\"code\":429}}", Map.of(header, value)));

        assertThat(report.retryAt()).isEqualTo(expected);
        assertThat(report.scope()).isEqualTo(Scope.LIMIT);
    }

    @Test
    void read_resetAmongTheMetadata_isEpochMillis() {
        ErrorReport report = Objects.requireNonNull(read(
                429,
                "{\"error\":{\"code\":429,\"message\":\"Rate limit exceeded: free-models-per-min\",\"metadata\":"
                        + "{\"headers\":{\"X-RateLimit-Reset\":\"1772359260000\"}}}}",
                Map.of()));

        assertThat(report.retryAt()).isEqualTo(Instant.parse("2026-03-01T10:01:00Z"));
        assertThat(report.scope()).isEqualTo(Scope.LIMIT);
    }

    @Test
    void read_dailyCapWithRetryAfter_waitsForTheResetAllTheSame() {
        String body = "{\"error\":{\"code\":429,\"metadata\":{\"limit_source\":\"openrouter_free_tier_daily\"}}}";

        ErrorReport report = Objects.requireNonNull(read(429, body, Map.of("Retry-After", "1")));

        assertThat(report.scope()).isEqualTo(Scope.FREE_MODELS_DAY);
        assertThat(report.retryAt()).isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    }

    @Test
    void read_upstream429_concernsOneModelOnly() {
        ErrorReport report = Objects.requireNonNull(read(
                429,
                "{\"error\":{\"code\":429,\"message\":\"Provider returned error\","
                        + "\"metadata\":{\"provider_name\":\"Google\"}}}",
                Map.of()));

        assertThat(report.scope()).isEqualTo(Scope.UPSTREAM);
        assertThat(report.retryAt()).isNull();
    }

    private static @Nullable ErrorReport read(int status, String body, Map<String, String> headers) {
        Map<String, List<String>> values = new HashMap<>();
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        return ErrorReader.read(new ResponseHead("chat", status, values, NOW), body.getBytes(StandardCharsets.UTF_8));
    }
}
