package dev.sluice.logging.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.foundation.config.Configuration;
import dev.sluice.foundation.config.ConfigurationReader;
import dev.sluice.logging.LoggingConfig;
import dev.sluice.logging.context.LogContext;
import dev.sluice.logging.context.RequestIds;
import dev.sluice.logging.event.CompletionRequest;
import dev.sluice.logging.event.CompletionResponse;
import dev.sluice.logging.event.ContentMode;
import dev.sluice.logging.event.CostEstimate;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.Percentiles;
import dev.sluice.logging.event.PerformanceMetrics;
import dev.sluice.logging.event.ShownText;
import dev.sluice.logging.event.TokenUsage;
import dev.sluice.logging.event.TradingDecision;
import dev.sluice.logging.failure.LoggingFailures;
import dev.sluice.testsupport.VirtualTime;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LlmCompletionLoggerTest {
    private static final String CUT = "...[truncated]";

    private final List<Event> events = new ArrayList<>();
    private final VirtualTime time = VirtualTime.manual();

    private LlmCompletionLogger logger(LlmLoggingConfig config) {
        return LlmCompletionLogger.builder()
                .events(events::add)
                .time(time)
                .config(config)
                .sessionId("abc12345")
                .build();
    }

    private static LlmLoggingConfig config(String yaml) {
        return ConfigurationReader.of(LlmLoggingConfig.SECTION)
                .read("test.yaml", yaml)
                .root(LlmLoggingConfig.SECTION);
    }

    private <T> T event(int index, Class<T> type) {
        return type.cast(events.get(index));
    }

    @Test
    void completion_withAnswer_isLoggedAsAPair() {
        LlmCompletionLogger logger = logger(LlmLoggingConfig.DEFAULTS);
        CompletionPrompt prompt = CompletionPrompt.of("o3-mini", "Should I buy? " + "x".repeat(600))
                .temperature(0.1)
                .maxTokens(1_000)
                .marketContext(Map.of("symbol", "BTC-USD"));
        try (LoggedCompletion completion = logger.request(prompt)) {
            time.advance(Duration.ofMillis(1_500));
            completion.success("y".repeat(1_200), TokenUsage.of(150, 75), new BigDecimal("0.0005"));
            logger.decision(completion.decision("LONG", "momentum"));
        }

        CompletionRequest request = event(0, CompletionRequest.class);
        assertThat(request.prompt().preview()).hasSize(500 + CUT.length()).startsWith("Should I buy?");
        assertThat(request.prompt().length()).isEqualTo(614);
        assertThat(request.completion().completionNumber()).isEqualTo(1);
        CompletionResponse response = event(1, CompletionResponse.class);
        assertThat(response.completion()).isEqualTo(request.completion());
        assertThat(response.response().preview()).hasSize(1_000 + CUT.length());
        assertThat(response.responseTime()).isEqualTo(Duration.ofMillis(1_500));
        assertThat(response.cost()).isEqualTo(new CostEstimate(new BigDecimal("0.0005"), "provider"));
        TradingDecision decision = event(2, TradingDecision.class);
        assertThat(decision.requestId())
                .isEqualTo(request.completion().requestId())
                .startsWith("req_");
        assertThat(decision.sessionId()).isEqualTo("abc12345");
        assertThat(events).hasSize(3);
    }

    @Test
    void completion_promptWithASecret_previewsWithoutIt() {
        logger(LlmLoggingConfig.DEFAULTS)
                .request(CompletionPrompt.of(
                        "m", "x".repeat(490) + " password=hush-hush-hush and more " + "y".repeat(90)))
                .close();

        assertThat(event(0, CompletionRequest.class).prompt().preview()).doesNotContain("hush");
    }

    @Test
    void completion_neitherAnsweredNorFailed_isAbandoned() {
        logger(LlmLoggingConfig.DEFAULTS).request(CompletionPrompt.of("m", "p")).close();

        CompletionResponse response = event(1, CompletionResponse.class);
        assertThat(response.success()).isFalse();
        assertThat(response.fields()).containsEntry("error_type", "abandoned").containsEntry("cost_source", "unknown");
        assertThat(response.level()).isEqualTo(Level.ERROR);
    }

    @Test
    void completion_endedTwice_isLoggedOnce() {
        try (LoggedCompletion completion = logger(LlmLoggingConfig.DEFAULTS).request(CompletionPrompt.of("m", "p"))) {
            completion.failure(new IllegalStateException("token=hush"));
            completion.success("late", null, null);
        }

        assertThat(events).hasSize(2);
        assertThat(event(1, CompletionResponse.class).toString())
                .contains("IllegalStateException")
                .doesNotContain("hush");
    }

    @Test
    void cost_fromTheTable_whenTheProviderDoesNotTell() {
        LlmLoggingConfig config = config(
                "llm: { prices: { o3-mini: { prompt-usd-per-million: 1.10, completion-usd-per-million: 4.40 } } }");
        assertThat(config.prices())
                .containsEntry("o3-mini", ModelPrice.perMillion(new BigDecimal("1.10"), new BigDecimal("4.40")));
        LlmCompletionLogger logger = logger(config);
        logger.request(CompletionPrompt.of("o3-mini", "p")).success("a", TokenUsage.of(150, 75), null);
        logger.request(CompletionPrompt.of("o3-mini", "p")).success("a", null, null);
        logger.request(CompletionPrompt.of("other", "p")).success("a", TokenUsage.of(1, 1), null);

        assertThat(event(1, CompletionResponse.class).cost())
                .isEqualTo(new CostEstimate(new BigDecimal("0.000495000"), "table"));
        assertThat(event(3, CompletionResponse.class).cost()).isEqualTo(CostEstimate.UNKNOWN);
        assertThat(event(5, CompletionResponse.class).cost()).isEqualTo(CostEstimate.UNKNOWN);
    }

    @Test
    void metrics_every10thCompletion_areTheSessionsFigures() {
        LlmCompletionLogger logger = logger(LlmLoggingConfig.DEFAULTS);
        for (int i = 1; i <= 25; i++) {
            LoggedCompletion completion = logger.request(CompletionPrompt.of("m", "p"));
            time.advance(Duration.ofMillis(100L * i));
            if (i % 5 == 0) {
                completion.failure(new IllegalStateException("x"));
            } else {
                completion.success("a", TokenUsage.of(100, 50), new BigDecimal("0.01"));
            }
        }

        List<PerformanceMetrics> metrics = events.stream()
                .filter(PerformanceMetrics.class::isInstance)
                .map(PerformanceMetrics.class::cast)
                .toList();
        assertThat(metrics).hasSize(2);
        PerformanceMetrics first = metrics.get(0);
        assertThat(first.totalCompletions()).isEqualTo(10);
        assertThat(first.successRate()).isEqualTo(0.8);
        assertThat(first.responseTimesMs())
                .isEqualTo(
                        new PerformanceMetrics.ResponseTimes(550, 100, 1_000, new Percentiles(500, 1_000, 1_000, 10)));
        assertThat(first.totalTokens()).isEqualTo(8 * 150);
        assertThat(first.totalCostUsd()).isEqualByComparingTo("0.08");
        // 8 x 50 completion tokens in 5.5 s less the 0.5 s and 1.0 s of the two that failed
        assertThat(first.tokensPerSecond()).isEqualTo(100.0);
        assertThat(first.completionsPerHour()).isEqualTo(6_545.455);
        assertThat(metrics.get(1).totalCompletions()).isEqualTo(20);
        assertThat(logger.snapshot().totalCompletions()).isEqualTo(25);
    }

    @Test
    void snapshot_beforeTheFirst_knowsNothing() {
        PerformanceMetrics none = logger(LlmLoggingConfig.DEFAULTS).snapshot();

        assertThat(none.fields()).containsOnlyKeys("session_id", "total_completions", "total_tokens");
    }

    @Test
    void config_switches_areObeyed() {
        LlmCompletionLogger logger = logger(config("""
                llm:
                  log_prompt_preview_length: 0
                  log_response_preview_length: 0
                  log_market_context: false
                  enable_token_usage_tracking: false
                  enable_performance_tracking: false
                  performance_log_interval: 1
                """));
        logger.request(CompletionPrompt.of("m", "p").marketContext(Map.of("a", 1)))
                .success("a", TokenUsage.of(1, 1), null);

        assertThat(events).hasSize(2);
        assertThat(events.get(0).fields())
                .doesNotContainKeys("prompt_preview", "market_context")
                .containsKey("prompt_length");
        assertThat(events.get(1).fields()).doesNotContainKeys("response_preview", "token_usage");
    }

    @Test
    void config_disabled_logsNoCompletionButKeepsTheFigures() {
        LlmCompletionLogger logger = logger(config("llm: { enable_completion_logging: false }"));
        logger.request(CompletionPrompt.of("m", "p")).success("a", null, null);

        assertThat(events).isEmpty();
        assertThat(logger.snapshot().totalCompletions()).isEqualTo(1);
    }

    @Test
    void config_level_dropsWhatIsLessImportantAndDebugShowsAll() {
        LlmCompletionLogger errors = logger(config("llm: { completion_log_level: ERROR }"));
        errors.request(CompletionPrompt.of("m", "p")).success("a", null, null);
        assertThat(events).isEmpty();
        logger(config("llm: { completion_log_level: DEBUG }")).request(CompletionPrompt.of("m", "z".repeat(3_000)));

        ShownText prompt = event(0, CompletionRequest.class).prompt();
        assertThat(prompt.preview()).hasSize(500 + CUT.length());
        assertThat(prompt.whole()).hasSize(3_000);
    }

    @Test
    void config_environment_overrides() {
        Configuration configuration = ConfigurationReader.of(LlmLoggingConfig.SECTION, LoggingConfig.SECTION)
                .environment(Map.of(
                        "SLUICE__LLM__COMPLETION_LOG_LEVEL", "DEBUG",
                        "SLUICE__LOGGING__SERVICE", "bot",
                        "SLUICE__LOGGING__FILE", "out/x.jsonl"))
                .defaults();

        assertThat(configuration.root(LlmLoggingConfig.SECTION).completionLogLevel())
                .isEqualTo(Level.DEBUG);
        assertThat(configuration.root(LoggingConfig.SECTION).service()).isEqualTo("bot");
        assertThat(configuration.root(LoggingConfig.SECTION).file()).isEqualTo(Path.of("out/x.jsonl"));
        assertThat(configuration.root(LoggingConfig.SECTION).maxBodyChars()).isEqualTo(2_000);
    }

    @Test
    void config_outOfBounds_isRefused() {
        assertThatThrownBy(() -> config("llm: { performance_log_interval: 0 }"))
                .hasMessageContaining("llm.performance_log_interval: '0': too small");
        assertThatThrownBy(() -> config("llm: { log_prompt_preview_length: -1 }"))
                .hasMessageContaining("llm.log_prompt_preview_length: '-1'");
        assertThatThrownBy(() -> ConfigurationReader.of(LoggingConfig.SECTION).read("t", "logging: { max-files: 0 }"))
                .hasMessageContaining("max-files");
    }

    @Test
    void sink_thatThrows_neverReachesTheCaller() {
        long failures = LoggingFailures.count();
        LlmCompletionLogger logger = LlmCompletionLogger.builder()
                .events(event -> {
                    throw new IllegalStateException("full disk");
                })
                .time(time)
                .build();
        logger.request(CompletionPrompt.of("m", "p")).success("a", null, null);

        assertThat(LoggingFailures.count()).isEqualTo(failures + 2);
        assertThat(logger.sessionId()).matches("[0-9a-f]{8}");
    }

    @Test
    void content_modes_showWhatTheySay() {
        assertThat(shownIn(ContentMode.OFF)).isEqualTo(new ShownText(6, null, null, null));
        assertThat(shownIn(ContentMode.PREVIEW)).isEqualTo(new ShownText(6, "prompt", null, null));
        assertThat(shownIn(ContentMode.FULL)).isEqualTo(new ShownText(6, "prompt", "prompt", null));
        ShownText hashed = shownIn(ContentMode.HASH);
        assertThat(hashed.hash()).matches("hash:[0-9a-f]{16}");
        assertThat(hashed).isEqualTo(new ShownText(6, null, null, hashed.hash()));
        assertThat(hashed).isEqualTo(shownIn(ContentMode.HASH));
    }

    private ShownText shownIn(ContentMode mode) {
        events.clear();
        // the level that shows texts whole shows none that are hidden on purpose
        logger(LlmLoggingConfig.DEFAULTS.content(mode).level(mode == ContentMode.PREVIEW ? Level.INFO : Level.DEBUG))
                .request(CompletionPrompt.of("m", "prompt"))
                .success("prompt", null, null);
        assertThat(event(1, CompletionResponse.class).response())
                .isEqualTo(event(0, CompletionRequest.class).prompt());
        return event(0, CompletionRequest.class).prompt();
    }

    @Test
    void content_inProduction_isHashedUnlessToldOtherwise() {
        LlmLoggingConfig silent = LlmLoggingConfig.DEFAULTS;

        assertThat(silent.shows("production")).isEqualTo(ContentMode.HASH);
        assertThat(silent.level(Level.DEBUG).shows("Production")).isEqualTo(ContentMode.HASH);
        assertThat(silent.shows("paper")).isEqualTo(ContentMode.PREVIEW);
        assertThat(config("llm: { content_mode: FULL }").shows("production")).isEqualTo(ContentMode.FULL);
    }

    @Test
    void failure_withAPartialAnswer_showsItAndWhatItCost() {
        logger(LlmLoggingConfig.DEFAULTS)
                .request(CompletionPrompt.of("m", "p"))
                .failure(
                        new IllegalStateException("broke off"),
                        CompletionAnswer.of("half an ans")
                                .usage(TokenUsage.of(10, 3).details(4L, 2L, 1L))
                                .costUsd(new BigDecimal("0.002"))
                                .served("m-2026", "length"));

        assertThat(events.get(1).fields())
                .containsEntry("success", false)
                .containsEntry("error_type", "java.lang.IllegalStateException")
                .containsEntry("response_length", 11)
                .containsEntry("response_preview", "half an ans")
                .containsEntry("served_model", "m-2026")
                .containsEntry("finish_reason", "length")
                .containsEntry("cost_estimate_usd", new BigDecimal("0.002"))
                .containsEntry(
                        "token_usage",
                        Map.of(
                                "prompt_tokens", 10L,
                                "completion_tokens", 3L,
                                "total_tokens", 13L,
                                "cached_tokens", 4L,
                                "cache_write_tokens", 2L,
                                "reasoning_tokens", 1L));
        assertThat(CompletionAnswer.of("half an ans").toString()).doesNotContain("half");
    }

    @Test
    void cancelled_isAWarning() {
        logger(LlmLoggingConfig.DEFAULTS)
                .request(CompletionPrompt.of("m", "p"))
                .cancelled(CompletionAnswer.of("as far as"));

        assertThat(events.get(1).level()).isEqualTo(Level.WARN);
        assertThat(events.get(1).fields()).containsEntry("error_type", "cancelled");
    }

    @Test
    void usage_thatIsNotTracked_isNotMissing() {
        logger(config("llm: { enable_token_usage_tracking: false }"))
                .request(CompletionPrompt.of("m", "p"))
                .success("a", null, null);

        assertThat(events.get(1).fields()).doesNotContainKeys("token_usage", "usage_missing");
    }

    @Test
    void decision_goesToTheAuditWhateverTheSettingsSay() {
        List<Event> audited = new ArrayList<>();
        LlmCompletionLogger logger = LlmCompletionLogger.builder()
                .events(events::add)
                .audit(audited::add)
                .config(config("llm: { enable_completion_logging: false }"))
                .time(time)
                .build();
        TradingDecision decision = logger.request(CompletionPrompt.of("m", "p")).decision("HOLD", "no edge");
        logger.decision(decision);

        assertThat(events).isEmpty();
        assertThat(audited).containsExactly(decision);
    }

    @Test
    @SuppressWarnings("try")
    void request_inAnInboundRequest_takesItsIdAndGivesItOn() {
        LlmCompletionLogger logger = logger(LlmLoggingConfig.DEFAULTS);
        try (LogContext inbound = LogContext.request("web-17");
                LoggedCompletion completion = logger.request(CompletionPrompt.of("m", "p"))) {
            assertThat(completion.requestId()).isEqualTo("web-17");
        }
        try (LoggedCompletion completion = logger.request(CompletionPrompt.of("m", "p"));
                LogContext own = completion.context()) {
            assertThat(completion.requestId()).matches("req_[0-9a-f]{24}");
            assertThat(RequestIds.inbound()).isEqualTo(completion.requestId());
        }
        assertThat(RequestIds.inbound()).isNull();
    }

    @Test
    void metrics_tellTheCostOfEachModelAndOfACompletion() {
        LlmCompletionLogger logger = logger(LlmLoggingConfig.DEFAULTS);
        logger.request(CompletionPrompt.of("a", "p")).success("x", null, new BigDecimal("0.01"));
        logger.request(CompletionPrompt.of("b", "p")).success("x", null, new BigDecimal("0.02"));
        logger.request(CompletionPrompt.of("a", "p")).success("x", null, new BigDecimal("0.03"));
        logger.request(CompletionPrompt.of("a", "p")).failure(new IllegalStateException("x"));

        assertThat(logger.snapshot().costByModelUsd())
                .isEqualTo(Map.of("a", new BigDecimal("0.04"), "b", new BigDecimal("0.02")));
        assertThat(logger.snapshot().costPerCompletionUsd()).isEqualByComparingTo("0.015");
        for (int i = 0; i < 60; i++) {
            logger.request(CompletionPrompt.of("model-" + i, "p")).success("x", null, BigDecimal.ONE);
        }
        assertThat(logger.snapshot().costByModelUsd()).hasSize(51).containsEntry("other_models", new BigDecimal("12"));
    }

    @Test
    void metrics_ofOneSession_countFromManyThreads() throws InterruptedException {
        List<Event> seen = java.util.Collections.synchronizedList(events);
        LlmCompletionLogger logger =
                LlmCompletionLogger.builder().events(seen::add).time(time).build();
        List<Thread> threads = java.util.stream.IntStream.range(0, 5)
                .mapToObj(i -> new Thread(() -> {
                    for (int n = 0; n < 50; n++) {
                        logger.request(CompletionPrompt.of("m", "p")).success("a", TokenUsage.of(2, 1), null);
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(seen.stream().filter(PerformanceMetrics.class::isInstance)).hasSize(25);
        assertThat(logger.snapshot().totalCompletions()).isEqualTo(250);
        assertThat(logger.snapshot().totalTokens()).isEqualTo(750);
    }
}
