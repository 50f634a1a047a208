package dev.sluice.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.logging.context.LogContext;
import dev.sluice.logging.context.RequestIds;
import dev.sluice.logging.event.CompletionRef;
import dev.sluice.logging.event.CompletionRequest;
import dev.sluice.logging.event.Lines;
import dev.sluice.logging.event.LogMarkers;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

/** What the encoder makes of lines that are not Sluice's own. */
class LineTest {
    private final Lines lines = new Lines();

    @ParameterizedTest
    @CsvSource({"TRACE,TRACE", "DEBUG,DEBUG", "INFO,INFO", "WARN,WARNING", "ERROR,ERROR"})
    void level_isWrittenInTheAgreedWords(Level level, String word) {
        lines.logger().atLevel(level).log("x");

        assertThat(lines.only().get("level").asString()).isEqualTo(word);
    }

    @Test
    void level_criticalMarker_countsOnErrorsOnly() {
        lines.logger().error(LogMarkers.CRITICAL, "shutting down");
        lines.logger().info(LogMarkers.CRITICAL, "not so");

        assertThat(lines.parsed())
                .extracting(line -> line.get("level").asString())
                .containsExactly("CRITICAL", "INFO");
    }

    @Test
    void keyValues_typed_stayTyped() {
        lines.logger()
                .atInfo()
                .addKeyValue("int", 3)
                .addKeyValue("decimal", new BigDecimal("1E-9"))
                .addKeyValue("huge", new BigDecimal("1E+1000000000"))
                .addKeyValue("yes", true)
                .addKeyValue("nan", Double.NaN)
                .addKeyValue("null", (Object) null)
                .addKeyValue("list", Arrays.asList(1, null, "a"))
                .log("x");

        assertThat(lines.raw())
                .contains("\"int\":3,\"decimal\":0.000000001,\"huge\":\"1E+1000000000\",\"yes\":true,\"nan\":\"NaN\"")
                .contains("\"list\":[1,\"\",\"a\"]");
    }

    @Test
    void keyValues_namedLikeStandardFields_doNotForgeThem() {
        lines.logger()
                .atInfo()
                .addKeyValue("level", "CRITICAL")
                .addKeyValue("service", "x")
                .log("m");

        assertThat(lines.only().get("level").asString()).isEqualTo("INFO");
        assertThat(lines.only().get("field_level").asString()).isEqualTo("CRITICAL");
        assertThat(lines.only().get("service").asString()).isEqualTo("it");
    }

    @Test
    void context_nestedScopes_restoreWhatWas() {
        try (LogContext outer = LogContext.with("request_id", "req_1").and("symbol", "BTC-USD")) {
            lines.logger().info("one {}", outer.getClass().getSimpleName());
            try (LogContext inner = LogContext.with("request_id", "req_2")) {
                lines.logger().info("two {}", inner.getClass().getSimpleName());
            }
            lines.logger().info("three");
        }
        lines.logger().info("four");

        assertThat(lines.parsed())
                .extracting(line -> line.path("request_id").asString("none"))
                .containsExactly("req_1", "req_2", "req_1", "none");
        assertThat(lines.parsed().get(2).get("symbol").asString()).isEqualTo("BTC-USD");
    }

    @Test
    void keyValue_overTheContext_wins() {
        try (LogContext context = LogContext.with("request_id", "outer")) {
            lines.logger().atInfo().addKeyValue("request_id", "own").log("{}", context.getClass());
        }

        assertThat(lines.only().get("request_id").asString()).isEqualTo("own");
        assertThat(lines.raw().split("\"request_id\"", -1)).hasSize(2);
    }

    @Test
    void exception_isAnObjectWithItsWholeChain() {
        lines.logger().error("failed", new IllegalStateException("outer", new RuntimeException("inner")));

        Map<String, Object> exception = new LinkedHashMap<>();
        lines.only()
                .get("exception")
                .properties()
                .forEach(e -> exception.put(e.getKey(), e.getValue().asString()));
        assertThat(exception)
                .containsEntry("type", "java.lang.IllegalStateException")
                .containsEntry("message", "outer");
        assertThat(String.valueOf(exception.get("stacktrace")))
                .startsWith("java.lang.IllegalStateException: outer\n\tat ")
                .contains("Caused by: java.lang.RuntimeException: inner");
    }

    @Test
    void snapshot_mapChangedAfterwards_isAsItWas() {
        Map<String, Object> context = new LinkedHashMap<>(Map.of("rsi", 1));
        CompletionRequest event =
                new CompletionRequest(new CompletionRef("s", "r", 1), "m", null, null, 0, null, context);
        context.put("rsi", 2);

        assertThat(event.marketContext()).isEqualTo(Map.of("rsi", 1));
        assertThat(event.fields().get("market_context")).isEqualTo(Map.of("rsi", 1));
    }

    @Test
    void requestIds_areDistinctAndShort() {
        List<String> ids =
                java.util.stream.Stream.generate(RequestIds::next).limit(1_000).toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("req_[0-9a-f]{24}"));
    }
}
