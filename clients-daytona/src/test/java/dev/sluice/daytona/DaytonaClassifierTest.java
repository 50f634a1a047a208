package dev.sluice.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.RemainingLimit;
import dev.sluice.client.spi.ResponseHead;
import dev.sluice.testsupport.Specs;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DaytonaClassifierTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final DaytonaClassifier classifier = new DaytonaClassifier();

    /** Columns: HTTP status, sentence, effective status, word, transient, not processed. */
    @ParameterizedTest
    @CsvSource({
        "sandbox-create, sandbox-create, 7",
        "sandbox-list, sandbox-list, 7",
        "sandbox-delete, sandbox-lifecycle, 7",
        "sandbox-get, authenticated, 7",
        "sandbox-get, sandbox-create, -1",
        "execute, authenticated, -1"
    })
    void remainingOfTheOperationsThrottler_isHeeded(String operation, String throttler, long left) {
        ResponseHead head = new ResponseHead(
                operation,
                200,
                Map.of(
                        "X-RateLimit-Remaining-" + throttler,
                        List.of("7"),
                        "X-RateLimit-Reset-" + throttler,
                        List.of("30")),
                NOW);

        assertThat(new DaytonaClassifier()
                        .classify(head, new byte[0])
                        .remaining()
                        .orElse(null))
                .isEqualTo(left < 0 ? null : new RemainingLimit(null, left, NOW.plusSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, 'Total disk limit exceeded. Maximum allowed: 30GiB.', 429, QUOTA_DISK, false, false",
        "400, 'Total CPU limit exceeded. Maximum allowed: 10.', 429, QUOTA_CPU, false, false",
        "400, 'Disk request 20GB exceeds maximum allowed per sandbox (10GB)', 400, SANDBOX_TOO_LARGE, false, false",
        "400, 'No available runners', 503, NO_RUNNERS, true, true",
        "400, 'Sandbox failed to start: oops', 500, SANDBOX_FAILED_TO_START, false, false",
        "400, 'bad request: no IP address found. Is the Sandbox started?', 409, SANDBOX_NOT_RUNNING, false, false",
        "400, 'Cannot specify Sandbox resources when using a snapshot', 400, , false, false",
        "400, 'Sandbox state change in progress', 409, STATE_CHANGE_IN_PROGRESS, true, true",
        "409, 'Sandbox state change in progress', 409, STATE_CHANGE_IN_PROGRESS, true, true",
        "409, 'Sandbox was modified by another operation', 409, STATE_CHANGE_IN_PROGRESS, true, true",
        "409, 'Sandbox with name bot-1 already exists', 409, NAME_EXISTS, false, false",
        "401, 'Invalid credentials', 401, , false, false",
        "403, 'Organization is suspended: Credits depleted', 403, ORGANIZATION_SUSPENDED, false, false",
        "404, 'Sandbox with ID or name sb-1 not found', 404, , false, false",
        "404, 'sandbox container not found', 409, SANDBOX_NOT_RUNNING, false, false",
        "408, 'request timeout: command execution timeout', 408, , false, false",
        "429, 'ThrottlerException: Too Many Requests', 429, , true, true",
        "500, 'An unexpected error occurred.', 500, , true, false",
        "503, 'Service is currently under maintenance.', 503, MAINTENANCE, true, true",
        "503, 'something else', 503, , true, false"
    })
    void classify_sentence_hasStatusWordAndAdvice(
            int status, String sentence, int means, @Nullable String word, boolean repeatable, boolean nothingDone) {
        Classification meant = classify(status, "{\"statusCode\":" + status + ",\"message\":\"" + sentence + "\"}");

        assertThat(meant.effectiveStatus()).isEqualTo(means);
        assertThat(meant.code().orElse(null)).isEqualTo(word);
        assertThat(meant.message()).contains(sentence);
        assertThat(meant.isTransient()).isEqualTo(repeatable);
        assertThat(meant.isNotProcessed()).isEqualTo(nothingDone);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"message\":[\"a must be x\",\"b must be y\"],\"error\":\"Bad Request\"} | a must be x, b must be y",
                "{\"error\":\"only this\"} | only this",
                "{\"errors\":[\"f1: no space\",null,\"f2: denied\"],\"files\":null} | f1: no space, f2: denied",
                "[\"one\",\"two\"] | one, two",
                "\"bare\" | bare",
                "{\"message\":{\"nested\":1}} |",
                "<html>Bad Gateway</html> |",
                "`` |"
            })
    void classify_anyShapeOfBody_isReadWithoutFailing(String body, @Nullable String message) {
        assertThat(classify(400, body).message().orElse(null)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"code", "error_code"})
    void classify_codeOfTheToolbox_isTheWord(String field) {
        Classification meant = classify(400, "{\"message\":\"m\",\"" + field + "\":\"INVALID_FILE_PATH\"}");

        assertThat(meant.code()).contains("INVALID_FILE_PATH");
    }

    @Test
    void classify_suffixedRetryAfter_theLongestCounts() {
        Classification meant = classifier.classify(
                head(429, Map.of("Retry-After-sandbox-create", "17", "retry-after-authenticated", "3")), new byte[0]);

        assertThat(meant.retryAt()).contains(NOW.plusSeconds(17));
    }

    @Test
    void classify_success_isNotLookedInto() {
        Classification meant = classify(200, "{\"message\":\"Total disk limit exceeded\"}");

        assertThat(meant.isSuccess()).isTrue();
        assertThat(meant.code()).isEmpty();
    }

    @Test
    void classify_everyErrorExample_meansAnErrorAndHasASentence() {
        Specs specs = Specs.of("daytona");
        int cases = 0;
        for (String file : specs.files("examples", name -> name.matches("(api|tb)-.*\\.json"))) {
            JsonNode response = specs.json(file).path("response");
            int status = response.path("status").asInt(0);
            if (status >= 400) {
                Classification meant = classify(status, response.path("body").toString());
                assertThat(meant.isSuccess()).as(file).isFalse();
                assertThat(meant.message()).as(file).isPresent();
                cases++;
            }
        }
        assertThat(cases).isGreaterThan(10);
        specs.ran("error bodies, classified", cases);
    }

    private Classification classify(int status, String body) {
        return classifier.classify(head(status, Map.of()), body.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseHead head(int status, Map<String, String> headers) {
        Map<String, List<String>> values = new HashMap<>();
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        return new ResponseHead("any", status, values, NOW);
    }
}
