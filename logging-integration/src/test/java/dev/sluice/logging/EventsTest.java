package dev.sluice.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.logging.ExternalApiCall.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class EventsTest {
    private static final CallRef CALL = new CallRef("req_1", "exa", "search", "post", "/search/{id}");
    private static final CompletionRef COMPLETION = new CompletionRef("abc12345", "req_2", 1);
    private static final List<String> CALL_KEYS = List.of("request_id", "peer_service", "operation", "method", "path");

    record Shape(Event event, String type, String level, List<String> keys) {
        @Override
        public String toString() {
            return type;
        }
    }

    static Stream<Shape> shapes() {
        Failure failure = Failure.of("rate_limited", "slow down", true);
        ResponseDetails details = ResponseDetails.NONE
                .rateLimitWait(Duration.ofMillis(7))
                .providerRequestId("p-1")
                .responseBytes(12)
                .headers(Map.of("content-type", "application/json"))
                .body("{}");
        return Stream.of(
                new Shape(
                        new ApiRequest(CALL, 1, Map.of("accept", "x"), Map.of("limit", "3"), "{}"),
                        "api_request",
                        "INFO",
                        with(CALL_KEYS, "attempt", "headers", "query_params", "body")),
                new Shape(
                        ApiResponse.of(CALL, 1, 200, Duration.ofNanos(1_250_500_000))
                                .with(details),
                        "api_response",
                        "INFO",
                        with(
                                CALL_KEYS,
                                "attempt",
                                "status_code",
                                "response_time_ms",
                                "rate_limit_wait_ms",
                                "provider_request_id",
                                "response_bytes",
                                "headers",
                                "body")),
                new Shape(
                        ApiError.of(CALL, 2, Duration.ofMillis(3), failure).statusCode(429),
                        "api_error",
                        "WARNING",
                        with(
                                CALL_KEYS,
                                "attempt",
                                "status_code",
                                "response_time_ms",
                                "error_type",
                                "error_message",
                                "retryable")),
                new Shape(
                        ApiError.of(
                                CALL, 2, Duration.ofMillis(3), Failure.of(new IllegalStateException("broken"), false)),
                        "api_error",
                        "ERROR",
                        with(
                                CALL_KEYS,
                                "attempt",
                                "response_time_ms",
                                "error_type",
                                "error_message",
                                "retryable",
                                "exception")),
                new Shape(
                        ExternalApiCall.of(CALL, Outcome.SUCCESS, 2, Duration.ofMillis(5), Duration.ofSeconds(1))
                                .answered(200, "p-1")
                                .to("https://api.exa.ai"),
                        "external_api_call",
                        "INFO",
                        with(
                                CALL_KEYS,
                                "outcome",
                                "attempts",
                                "wait_ms",
                                "duration_ms",
                                "status_code",
                                "provider_request_id",
                                "api_url")),
                new Shape(
                        ExternalApiCall.of(CALL, Outcome.UNKNOWN, 1, Duration.ZERO, Duration.ZERO)
                                .failed(failure),
                        "external_api_call",
                        "ERROR",
                        with(
                                CALL_KEYS,
                                "outcome",
                                "attempts",
                                "wait_ms",
                                "duration_ms",
                                "error_type",
                                "error_message",
                                "retryable")),
                new Shape(
                        new RateLimitThrottled(CALL, "exa", Duration.ofMillis(9), "wait", 4),
                        "rate_limit_throttled",
                        "WARNING",
                        with(CALL_KEYS, "limiter", "wait_ms", "reason", "queue_length")),
                new Shape(
                        new CompletionRequest(
                                COMPLETION, "o3-mini", 0.1, 30_000, 1_250, "You are", Map.of("symbol", "BTC-USD")),
                        "completion_request",
                        "INFO",
                        List.of(
                                "session_id",
                                "request_id",
                                "completion_number",
                                "model",
                                "temperature",
                                "max_tokens",
                                "prompt_length",
                                "prompt_preview",
                                "market_context")),
                new Shape(
                        new CompletionResponse(
                                COMPLETION,
                                "o3-mini",
                                Duration.ofMillis(1_767),
                                TokenUsage.of(150, 75),
                                CostEstimate.ofProvider(new BigDecimal("0.000000675")),
                                3,
                                "yes",
                                null),
                        "completion_response",
                        "INFO",
                        List.of(
                                "session_id",
                                "request_id",
                                "completion_number",
                                "model",
                                "success",
                                "response_time_ms",
                                "token_usage",
                                "cost_estimate_usd",
                                "cost_source",
                                "response_length",
                                "response_preview")),
                new Shape(
                        TradingDecision.of("abc12345", "req_2", "LONG", "Bullish momentum")
                                .trade("BTC-USD", new BigDecimal("15.0"), new BigDecimal("45230.50"))
                                .checked("PASSED", "APPROVED")
                                .indicators(Map.of("rsi", 62.5)),
                        "trading_decision",
                        "INFO",
                        List.of(
                                "session_id",
                                "request_id",
                                "action",
                                "size_pct",
                                "rationale",
                                "symbol",
                                "current_price",
                                "validation_result",
                                "risk_assessment",
                                "indicators")),
                new Shape(
                        new PerformanceMetrics(
                                "abc12345",
                                10,
                                1,
                                new PerformanceMetrics.ResponseTimes(1520, 890, 2340),
                                2250,
                                new BigDecimal("0.006750"),
                                49.3,
                                40.0),
                        "performance_metrics",
                        "INFO",
                        List.of(
                                "session_id",
                                "total_completions",
                                "avg_response_time_ms",
                                "min_response_time_ms",
                                "max_response_time_ms",
                                "total_tokens",
                                "total_cost_estimate_usd",
                                "tokens_per_second",
                                "success_rate",
                                "completions_per_hour")),
                new Shape(
                        SampledEvent.late(ApiRequest.of(CALL, 1)),
                        "api_request",
                        "INFO",
                        with(CALL_KEYS, "attempt", "sample_rate", "logged_late")));
    }

    private static List<String> with(List<String> keys, String... more) {
        return Stream.concat(keys.stream(), Stream.of(more)).toList();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void fields_ofEveryEvent_areTheAgreedOnesInOrder(Shape shape) {
        assertThat(shape.event().fields().keySet()).containsExactlyElementsOf(shape.keys());
        assertThat(shape.event().eventType()).isEqualTo(shape.type());
        assertThat(shape.event().fields().keySet())
                .allSatisfy(key -> assertThat(NameRules.of(key)).isEqualTo(NameRules.Verdict.PLAIN));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void line_ofEveryEvent_hasTheStandardFieldsAndItsOwn(Shape shape) {
        Lines lines = new Lines();
        lines.sink().emit(shape.event());
        JsonNode line = lines.only();

        assertThat(line.get("timestamp").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(line.get("level").asString()).isEqualTo(shape.level());
        assertThat(line.get("service").asString()).isEqualTo("it");
        assertThat(line.get("environment").asString()).isEqualTo("paper");
        assertThat(line.get("logger_name").asString()).isEqualTo("test");
        assertThat(line.get("message").asString()).isEqualTo(shape.event().message());
        assertThat(line.get("event_type").asString()).isEqualTo(shape.type());
        assertThat(line.get("process_id").asLong())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(line.get("thread_id").asLong()).isPositive();
        assertThat(shape.keys())
                .allSatisfy(key -> assertThat(line.has(key)).as(key).isTrue());
        assertThat(lines.raw()).doesNotContain("REDACTED");
    }

    @Test
    void shapes_coverEveryPermittedEvent() {
        Set<Class<?>> covered = shapes().map(shape -> shape.event().getClass()).collect(Collectors.toSet());

        assertThat(covered).containsExactlyInAnyOrder(Event.class.getPermittedSubclasses());
    }

    @Test
    void line_durationsAndMoney_arePlainNumbers() {
        Lines lines = new Lines();
        shapes().forEach(shape -> lines.sink().emit(shape.event()));

        assertThat(lines.raw())
                .contains("\"response_time_ms\":1250.5")
                .contains("\"cost_estimate_usd\":0.000000675")
                .contains("\"total_cost_estimate_usd\":0.006750")
                .contains("\"current_price\":45230.50")
                .contains("\"method\":\"POST\"")
                .contains("\"path\":\"/search/{id}\"")
                .contains("\"success_rate\":0.9")
                .contains("\"token_usage\":{\"prompt_tokens\":150,\"completion_tokens\":75,\"total_tokens\":225}");
    }

    @Test
    void response_withoutUsageAndCost_saysSo() {
        CompletionResponse response = new CompletionResponse(
                COMPLETION, "m", Duration.ZERO, null, CostEstimate.UNKNOWN, null, null, Failure.of("x", "y", false));

        assertThat(response.fields())
                .containsEntry("usage_missing", true)
                .containsEntry("cost_source", "unknown")
                .containsEntry("success", false)
                .doesNotContainKeys("cost_estimate_usd", "token_usage");
    }

    @Test
    void accessors_ofCarelessCaller_areRedactedToo() {
        ApiRequest request = new ApiRequest(
                CALL, 1, Map.of("Authorization", "Bearer abc"), Map.of("token", "t0ps"), "{\"password\":\"hush\"}");
        Failure failure = Failure.of("Bearer abcdefgh", "api_key=hush", false);
        TradingDecision decision =
                TradingDecision.of("s", "r", "BUY", "password: hush").indicators(Map.of("secret", "hush"));

        assertThat(request.toString()).doesNotContain("abc\"", "t0ps", "hush", "Bearer");
        assertThat(failure.toString()).doesNotContain("abcdefgh", "hush");
        assertThat(decision.toString()).doesNotContain("hush");
        assertThat(CompletionPrompt.of("m", "prompt text").toString()).doesNotContain("prompt text");
    }
}
