package dev.sluice.logging.event;

import dev.sluice.logging.event.ExternalApiCall.Outcome;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One event of every kind and in every state that changes its keys or its level. */
public final class EventSamples {
    public static final CallRef CALL = new CallRef("req_1", "call_1", "exa", "search", "post", "/search/{id}");
    public static final CompletionRef COMPLETION = new CompletionRef("abc12345", "req_2", 1);

    private static final Failure PASSING = Failure.of("rate_limited", "slow down", true);
    private static final Failure LASTING = Failure.of(broken(), false);
    private static final ResponseDetails DETAILS = ResponseDetails.NONE
            .rateLimitWait(Duration.ofMillis(7))
            .providerRequestId("p-1")
            .responseBytes(12)
            .retryAfter(Duration.ofMillis(1_500))
            .thresholds(PerformanceThresholds.DEFAULTS)
            .headers(Map.of("content-type", "application/json"))
            .body("{}");

    private EventSamples() {}

    /** With a stack trace that is the same wherever the test runs. */
    private static IllegalStateException broken() {
        IllegalStateException broken = new IllegalStateException("broken");
        broken.setStackTrace(new StackTraceElement[] {new StackTraceElement("bot.Engine", "run", "Engine.java", 7)});
        return broken;
    }

    public static List<Event> all() {
        return Stream.of(calls(), completions(), bots(), programs())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Event> calls() {
        return List.of(
                new ApiRequest(CALL, 1, Map.of("accept", "x"), Map.of("limit", "3"), "{}"),
                SampledEvent.late(ApiRequest.of(CALL, 1)),
                ApiResponse.of(CALL, 1, 200, Duration.ofNanos(1_250_500_000)).with(DETAILS),
                ApiError.of(CALL, 2, Duration.ofMillis(3), PASSING)
                        .statusCode(429)
                        .with(DETAILS),
                ApiError.of(CALL, 2, Duration.ofMillis(3), LASTING.advice("It is broken.", "report")),
                ExternalApiCall.of(CALL, Outcome.SUCCESS, 2, Duration.ofMillis(5), Duration.ofSeconds(1))
                        .answered(200, "p-1")
                        .to("https://api.exa.ai"),
                ExternalApiCall.of(CALL, Outcome.UNKNOWN, 1, Duration.ZERO, Duration.ZERO)
                        .failed(LASTING),
                ExternalApiCall.of(CALL, Outcome.CANCELLED, 1, Duration.ZERO, Duration.ZERO),
                new RateLimitThrottled(CALL, "exa", Duration.ofMillis(9), "wait", 4));
    }

    private static List<Event> completions() {
        return List.of(
                new CompletionRequest(
                        COMPLETION, "o3-mini", 0.1, 30_000, 1_250, "You are", Map.of("symbol", "BTC-USD")),
                new CompletionResponse(
                        COMPLETION,
                        "o3-mini",
                        Duration.ofMillis(1_767),
                        TokenUsage.of(150, 75),
                        CostEstimate.ofProvider(new BigDecimal("0.000000675")),
                        3,
                        "yes",
                        null),
                new CompletionRequest(
                        COMPLETION, "o3-mini", null, null, new ShownText(3, null, "all", "hash:0"), Map.of()),
                new CompletionResponse(
                        COMPLETION,
                        "o3-mini",
                        Duration.ZERO,
                        null,
                        true,
                        CostEstimate.UNKNOWN,
                        new ShownText(3, "y", "yes", "hash:0"),
                        "o3-mini-2",
                        "stop",
                        null),
                new CompletionResponse(
                        COMPLETION, "o3-mini", Duration.ZERO, null, CostEstimate.UNKNOWN, null, null, LASTING),
                TradingDecision.of("abc12345", "req_2", "LONG", "Bullish momentum")
                        .trade("BTC-USD", new BigDecimal("15.0"), new BigDecimal("45230.50"))
                        .checked("PASSED", "APPROVED")
                        .indicators(Map.of("rsi", 62.5)),
                new PerformanceMetrics(
                        "abc12345",
                        10,
                        1,
                        new PerformanceMetrics.ResponseTimes(1520, 890, 2340, new Percentiles(1500, 2300, 2340, 10)),
                        2250,
                        new BigDecimal("0.006750"),
                        Map.of("o3-mini", new BigDecimal("0.006750")),
                        49.3,
                        40.0));
    }

    private static List<Event> bots() {
        Instant then = Instant.parse("2026-01-01T12:00:00Z");
        return List.of(
                new BotHealthCheck("exa", BotHealthCheck.Status.HEALTHY, Duration.ofMillis(500), then, 0),
                new BotHealthCheck("exa", BotHealthCheck.Status.UNHEALTHY, Duration.ofMillis(500), then, 3),
                new PerformanceMetric("reconcile", Duration.ofMillis(12), PerformanceThresholds.DEFAULTS, null),
                new PerformanceMetric(
                        "reconcile", Duration.ofSeconds(9), null, new Percentiles(12, 9000, 9000, 2), LASTING),
                new LogEventsDropped(3, 30));
    }

    private static List<Event> programs() {
        return List.of(
                new BusinessEvent("user_registered", Map.of("user_id", "user-123", "email", "user@example.com")),
                SecurityEvent.authFailed(CALL, 1, 401, "AuthenticationException"),
                SecurityEvent.rapidApiCalls("exa", 150, Duration.ofSeconds(60)),
                new DatabaseOperation("SELECT", "bots", Duration.ofNanos(25_500_000), 1L),
                new UserJourneyStep("session-456", "user-123", "test", 3, "login", Duration.ofSeconds(30)),
                new MetricEvent("bot_usage", Map.of("total_bots", 5678)));
    }
}
