package dev.sluice.exa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.NotProcessed;
import dev.sluice.client.spi.ResponseHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExaClassifierTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

    private final ExaClassifier classifier = new ExaClassifier();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "402 | {\"requestId\":\"r1\",\"error\":\"Top up\",\"tag\":\"NO_MORE_CREDITS\"} | NO_MORE_CREDITS | Top up | r1",
                "429 | {\"error\":\"You've exceeded 10 requests per second\"} | - | You've exceeded 10 requests per second | -",
                "400 | {\"error\":{\"type\":\"invalid_request\",\"code\":\"bad_schema\",\"message\":\"No\",\"detail\":[1]},\"requestId\":\"r2\"} | bad_schema | No | r2",
                "400 | {\"error\":{\"type\":\"invalid_request\",\"code\":null}} | invalid_request | - | -",
                "404 | {\"statusCode\":404,\"timestamp\":\"t\",\"message\":\"Cannot GET /x\",\"error\":\"Not Found\",\"path\":\"/x\"} | - | Cannot GET /x | -",
                "400 | {\"statusCode\":400,\"message\":[\"query is empty\",\"type is odd\"],\"error\":\"Bad Request\"} | - | query is empty; type is odd | -",
                "403 | {\"error\":\"No\",\"tag\":\"A_TAG_OF_TOMORROW\"} | A_TAG_OF_TOMORROW | No | -",
                "500 | {\"error\":null,\"tag\":null,\"requestId\":null} | - | - | -",
                "500 | {\"tag\":\"a sentence is no word\",\"error\":7} | - | - | -",
            })
    void everyShape_givesItsWords(int status, String body, String code, String message, String requestId) {
        Classification read = classify(status, Map.of(), body);

        assertThat(read.effectiveStatus()).isEqualTo(status);
        assertThat(read.code().orElse(null)).isEqualTo(code);
        assertThat(read.message().orElse(null)).isEqualTo(message);
        assertThat(read.providerRequestId().orElse(null)).isEqualTo(requestId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "<html><h1>502 Bad Gateway</h1></html>",
                "null",
                "[]",
                "\"text\"",
                "{\"error\":",
                "\u0000"
            })
    void bodiesWithoutWords_areNoFailureOfOurs(String body) {
        Classification read = classify(502, Map.of("x-request-id", "from-header"), body);

        assertThat(read.effectiveStatus()).isEqualTo(502);
        assertThat(read.isTransient()).isTrue();
        assertThat(read.code()).isEmpty();
        assertThat(read.message()).isEmpty();
        assertThat(read.providerRequestId()).hasValue("from-header");
    }

    @Test
    void success_keepsTheRequestId() {
        Classification read = classify(200, Map.of("X-Request-Id", "r9"), "{}");

        assertThat(read.isSuccess()).isTrue();
        assertThat(read.providerRequestId()).hasValue("r9");
    }

    @Test
    void badKeyAsBadRequest_isAnAuthenticationFailure() {
        assertThat(classify(400, Map.of(), "{\"requestId\":\"r\",\"error\":\"x-api-key header is invalid\"}")
                        .effectiveStatus())
                .isEqualTo(401);
    }

    @Test
    void notProcessed_isWhatTheListSays_andTheReadmeToo() {
        assertThat(ExaClassifier.NOT_PROCESSED)
                .containsExactly(new NotProcessed(503, "SERVICE_OVERLOADED"), NotProcessed.any(429));
    }

    @Test
    void overloaded_isPromisedNotProcessed() {
        assertThat(classify(503, Map.of(), "{\"error\":\"busy\",\"tag\":\"SERVICE_OVERLOADED\"}")
                        .isNotProcessed())
                .isTrue();
        assertThat(classify(503, Map.of(), "<html>").isNotProcessed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "400,false",
        "401,false",
        "402,false",
        "403,false",
        "404,false",
        "422,false",
        "429,true",
        "500,true",
        "501,false",
        "503,true",
        "504,true"
    })
    void whatMaySucceedLater(int status, boolean later) {
        assertThat(classify(status, Map.of(), "{\"error\":\"e\"}").isTransient())
                .isEqualTo(later);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2, 1790000009, 1790000002, Retry-After wins",
                "-, 1790000009, 1790000009, else the reset",
                "-, 1789999995, -, a reset in the past says nothing",
                "-, 1790003600, -, one an hour ahead is something else",
                "soon, -, -, garbage says nothing",
                "-, -, -, nothing said",
            })
    void comingBack(String retryAfter, String reset, Long expected, String why) {
        Map<String, String> headers = new HashMap<>();
        if (retryAfter != null) {
            headers.put("Retry-After", retryAfter);
        }
        if (reset != null) {
            headers.put("X-Ratelimit-Reset", reset);
        }
        assertThat(classify(429, headers, "{}")
                        .retryAt()
                        .map(Instant::getEpochSecond)
                        .orElse(null))
                .as(why)
                .isEqualTo(expected);
    }

    @Test
    void reset_isNoAdviceOnOtherStatuses() {
        assertThat(classify(500, Map.of("X-Ratelimit-Reset", "1790000009"), "{}")
                        .retryAt())
                .isEmpty();
    }

    private Classification classify(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return classifier.classify(
                new ResponseHead("search", status, lists, NOW), body.getBytes(StandardCharsets.UTF_8));
    }
}
