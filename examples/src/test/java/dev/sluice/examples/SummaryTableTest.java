package dev.sluice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.CallOutcome;
import dev.sluice.client.CallRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SummaryTableTest {
    private final CallStats calls = new CallStats();
    private final Spending spending = new Spending();

    @ParameterizedTest
    @CsvSource({"1,50,1", "2,50,1", "100,50,50", "100,99,99", "3,99,3"})
    void percentile_isTheSmallestWaitThatSoManyDidNotExceed(int waits, int percent, long expected) {
        List<Duration> sorted =
                IntStream.rangeClosed(1, waits).mapToObj(Duration::ofMillis).toList();
        assertThat(SummaryTable.millis(sorted, percent)).isEqualTo(expected + " ms");
        assertThat(SummaryTable.millis(List.of(), percent)).isEqualTo("-");
    }

    @Test
    void row_showsWhatTheClientsCountedBesideWhatTheSimulatorSaw() {
        calls.onCall(call(1, 10));
        calls.onCall(call(3, 30));
        spending.add("exa", 0, new BigDecimal("0.005"));
        spending.add("exa", 0, new BigDecimal("0.0050"));
        spending.add("openrouter", 120, null);
        JsonNode report = JsonMapper.shared()
                .readTree(
                        "{\"exa\":{\"violations\":1,\"rejected_429\":2,\"injected_429\":3,\"smallest_spacing_ms\":151.7,\"highest_concurrency\":4}}");
        SummaryTable table = new SummaryTable(calls, spending, report);
        assertThat(row(table, "exa"))
                .containsExactly("exa", "2", "2", "1", "5", "151", "ms", "4", "10", "ms", "30", "ms", "-", "0.01");
        assertThat(row(table, "openrouter"))
                .containsExactly("openrouter", "0", "0", "-", "-", "-", "-", "-", "-", "120", "-");
        assertThat(table.violations()).isEqualTo(1);
    }

    private static List<String> row(SummaryTable table, String provider) {
        String line = table.render()
                .lines()
                .filter(l -> l.startsWith(provider))
                .findFirst()
                .orElseThrow();
        return List.of(line.strip().split("\\s+"));
    }

    private static CallRecord call(int attempts, long waitMillis) {
        return new CallRecord(
                "exa",
                "search",
                null,
                "req_1",
                Map.of(),
                attempts,
                Duration.ofMillis(waitMillis),
                Duration.ofSeconds(1),
                CallOutcome.SUCCESS,
                200,
                null);
    }
}
