package dev.sluice.polymarket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.PauseScope;
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

class PolymarketClassifierTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

    private final PolymarketClassifier classifier = new PolymarketClassifier();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "404 | {\"error\":\"No orderbook exists\"} | - | No orderbook exists",
                "400 | {\"error\":\"order_version_mismatch\"} | order_version_mismatch | order_version_mismatch",
                "400 | {\"type\":\"validation error\",\"error\":\"invalid address\"} | - | invalid address",
                "503 | {\"error\":\"post-only mode\",\"code\":\"post_only_mode\"} | post_only_mode | post-only mode",
                "400 | {\"error\":\"e\",\"code\":\"a_word_of_tomorrow\",\"new\":{}} | a_word_of_tomorrow | e",
                "500 | {\"error\":null,\"code\":null} | - | -",
                "500 | {\"error\":{\"nested\":1}} | - | -",
            })
    void everyShape_givesItsWords(int status, String body, String code, String message) {
        Classification read = classify(status, Map.of(), body);

        assertThat(read.effectiveStatus()).isEqualTo(status);
        assertThat(read.code().orElse(null)).isEqualTo(code);
        assertThat(read.message().orElse(null)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "<html>", "null", "[]", "\"text\"", "{\"error\":"})
    void bodiesWithoutWords_areNoFailureOfOurs(String body) {
        Classification read = classify(502, Map.of(), body);

        assertThat(read.effectiveStatus()).isEqualTo(502);
        assertThat(read.isTransient()).isTrue();
        assertThat(read.code()).isEmpty();
        assertThat(read.message()).isEmpty();
    }

    @Test
    void success_isSuccess() {
        assertThat(classify(200, Map.of(), "[]").isSuccess()).isTrue();
    }

    @Test
    void cloudflareBlock_hasAWord_butPolymarketsJsonWins() {
        Map<String, String> html = Map.of("Content-Type", "text/html; charset=UTF-8", "Server", "cloudflare");

        assertThat(classify(403, html, "<!DOCTYPE html>blocked").code()).hasValue("cloudflare_block");
        assertThat(classify(403, html, "{\"error\":\"Address banned\"}").code()).isEmpty();
        assertThat(classify(404, html, "<html>").code()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"3, 79, 3", "-, 79, 79", "-, -, -", "soon, -, -", "soon, 79, 79"})
    void comingBack_headerBeforeBody(String header, String inBody, Long seconds) {
        Classification read = classify(
                429,
                header == null ? Map.of() : Map.of("Retry-After", header),
                inBody == null
                        ? "{\"error\":\"Too Many Requests\"}"
                        : "{\"error\":\"x\",\"retry_after_seconds\":" + inBody + "}");

        assertThat(read.isTransient()).isTrue();
        assertThat(read.retryAt().orElse(null)).isEqualTo(seconds == null ? null : NOW.plusSeconds(seconds));
        assertThat(read.pauseScope()).isEqualTo(PauseScope.CALL);
        assertThat(read.isRefusedOnPurpose()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":\"post-only mode\",\"code\":\"post_only_mode\",\"retry_after_seconds\":79}",
                "{\"error\":\"Trading is currently cancel-only. New orders are not accepted\"}",
                "{\"error\":\"Trading is currently disabled.\"}",
            })
    void restrictedTrading_pausesNobody_opensNoCircuit_andPromisesNothing(String body) {
        Classification read = classify(503, Map.of("Retry-After", "79"), body);

        assertThat(read.isTransient()).as("a read may be repeated").isTrue();
        assertThat(read.isNotProcessed()).as("an order must not").isFalse();
        assertThat(read.pauseScope()).isEqualTo(PauseScope.NONE);
        assertThat(read.isRefusedOnPurpose()).isTrue();
    }

    @Test
    void otherUnavailability_isTransient() {
        Classification read = classify(503, Map.of("Retry-After", "1"), "{\"error\":\"upstream\"}");

        assertThat(read.isTransient()).isTrue();
        assertThat(read.isNotProcessed()).isFalse();
        assertThat(read.pauseScope()).isEqualTo(PauseScope.CALL);
        assertThat(read.isRefusedOnPurpose()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "425, '', true", "429, '', true", "500, order timed out, true", "500, could not run the execution, false",
        "500, '', false", "502, order timed out, false", "503, order timed out, false", "400, order timed out, false"
    })
    void notProcessed_isWhatTheListSays(int status, String error, boolean listed) {
        assertThat(PolymarketClassifier.NOT_PROCESSED).hasSize(3);
        assertThat(classify(status, Map.of(), "{\"error\":\"" + error + "\"}").isNotProcessed())
                .isEqualTo(listed);
    }

    @Test
    void restartAndTimedOutOrder_didNothing() {
        assertThat(classify(425, Map.of(), "").isNotProcessed()).isTrue();
        assertThat(classify(425, Map.of(), "").isTransient()).isTrue();
        assertThat(classify(500, Map.of(), "{\"error\":\"order timed out\"}").isNotProcessed())
                .isTrue();
        assertThat(classify(500, Map.of(), "{\"error\":\"could not run the execution\"}")
                        .isNotProcessed())
                .isFalse();
    }

    private Classification classify(int status, Map<String, String> headers, String body) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return classifier.classify(new ResponseHead("book", status, lists, NOW), body.getBytes(StandardCharsets.UTF_8));
    }
}
