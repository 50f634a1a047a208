package dev.sluice.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.config.ConfigurationReader;
import dev.sluice.logging.event.CompletionRef;
import dev.sluice.logging.event.CompletionRequest;
import dev.sluice.logging.event.CompletionResponse;
import dev.sluice.logging.event.CostEstimate;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.Lines;
import dev.sluice.logging.event.PerformanceMetrics;
import dev.sluice.logging.event.TokenUsage;
import dev.sluice.logging.event.TradingDecision;
import dev.sluice.logging.llm.LlmLoggingConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The examples and settings of the guide this project started from hold, as they stand there. */
class SeedExamplesTest {

    /** Every key of the example is in our line, with its value; the time stamp has six digits where the example has three. */
    private static void assertHolds(JsonNode example, Event event) {
        Lines lines = new Lines();
        lines.sink().emit(event);
        JsonNode line = lines.only();
        example.properties().forEach(property -> {
            if (!property.getKey().equals("timestamp")) {
                assertThat(plain(line.path(property.getKey())))
                        .as(property.getKey())
                        .isEqualTo(plain(property.getValue()));
            }
        });
    }

    /** Numbers by their value, whatever their form. */
    private static Object plain(JsonNode json) {
        if (json.isNumber()) {
            return json.decimalValue().stripTrailingZeros();
        }
        if (json.isObject()) {
            Map<String, Object> fields = new HashMap<>();
            json.properties().forEach(property -> fields.put(property.getKey(), plain(property.getValue())));
            return fields;
        }
        return json.isMissingNode() ? "(missing)" : json.asString();
    }

    private static Map<String, Object> objects(JsonNode json) {
        Map<String, Object> fields = new LinkedHashMap<>();
        json.properties()
                .forEach(property -> fields.put(
                        property.getKey(),
                        property.getValue().isNumber()
                                ? property.getValue().decimalValue()
                                : property.getValue().asString()));
        return fields;
    }

    private static CompletionRef ref(JsonNode seed) {
        return new CompletionRef(
                seed.path("session_id").asString(),
                seed.path("request_id").asString(),
                seed.path("completion_number").asLong(1));
    }

    @Test
    void completionRequest_ofTheSeed() {
        JsonNode seed = Seeds.example("completion_request");

        assertHolds(
                seed,
                new CompletionRequest(
                        ref(seed),
                        seed.path("model").asString(),
                        seed.path("temperature").asDouble(),
                        seed.path("max_tokens").asInt(),
                        seed.path("prompt_length").asInt(),
                        seed.path("prompt_preview").asString(),
                        objects(seed.path("market_context"))));
    }

    @Test
    void completionResponse_ofTheSeed() {
        JsonNode seed = Seeds.example("completion_response");
        JsonNode usage = seed.path("token_usage");

        assertHolds(
                seed,
                new CompletionResponse(
                        ref(seed),
                        "o3-mini",
                        Duration.ofMillis(seed.path("response_time_ms").asLong()),
                        TokenUsage.of(
                                usage.path("prompt_tokens").asLong(),
                                usage.path("completion_tokens").asLong()),
                        CostEstimate.ofProvider(seed.path("cost_estimate_usd").decimalValue()),
                        seed.path("response_preview").asString().length(),
                        seed.path("response_preview").asString(),
                        null));
    }

    @Test
    void tradingDecision_ofTheSeed() {
        JsonNode seed = Seeds.example("trading_decision");

        assertHolds(
                seed,
                TradingDecision.of(
                                seed.path("session_id").asString(),
                                seed.path("request_id").asString(),
                                seed.path("action").asString(),
                                seed.path("rationale").asString())
                        .trade(
                                seed.path("symbol").asString(),
                                seed.path("size_pct").decimalValue(),
                                seed.path("current_price").decimalValue())
                        .checked(
                                seed.path("validation_result").asString(),
                                seed.path("risk_assessment").asString())
                        .indicators(objects(seed.path("indicators"))));
    }

    /** The figures are illustrations: its 1.48 tokens a second are 2,250 tokens by a mean time in milliseconds. */
    @Test
    void performanceMetrics_ofTheSeed() {
        JsonNode seed = Seeds.example("performance_metrics");

        assertHolds(
                seed,
                new PerformanceMetrics(
                        seed.path("session_id").asString(),
                        seed.path("total_completions").asLong(),
                        0,
                        new PerformanceMetrics.ResponseTimes(
                                seed.path("avg_response_time_ms").asDouble(),
                                seed.path("min_response_time_ms").asDouble(),
                                seed.path("max_response_time_ms").asDouble()),
                        seed.path("total_tokens").asLong(),
                        new BigDecimal(seed.path("total_cost_estimate_usd").asString()),
                        seed.path("tokens_per_second").asDouble(),
                        null));
    }

    @Test
    void settings_ofTheSeed_areTheDefaults() {
        String settings = Seeds.examples().stream()
                .filter(json -> json.contains("enable_completion_logging"))
                .findFirst()
                .orElseThrow();

        assertThat(ConfigurationReader.of(LlmLoggingConfig.SECTION)
                        .read("seed.json", settings)
                        .root(LlmLoggingConfig.SECTION))
                .isEqualTo(LlmLoggingConfig.DEFAULTS);
    }

    @Test
    void variables_ofTheSeed_areTheDefaults_andCountOverTheFile() {
        Map<String, String> variables = new HashMap<>();
        Seeds.completionLogging()
                .lines()
                .filter(line -> line.startsWith("LLM__"))
                .map(line -> line.split("=", 2))
                .forEach(parts -> variables.put(parts[0], parts[1]));
        assertThat(variables).hasSize(6);

        assertThat(ConfigurationReader.of(LlmLoggingConfig.SECTION)
                        .environment(variables)
                        .read("t", """
                                llm:
                                  enable_completion_logging: false
                                  completion_log_level: ERROR
                                  completion_log_file: other.log
                                  enable_performance_tracking: false
                                  enable_langchain_callbacks: false
                                  log_market_context: false
                                """)
                        .root(LlmLoggingConfig.SECTION))
                .isEqualTo(LlmLoggingConfig.DEFAULTS);
    }
}
