package dev.sluice.examples;

import dev.sluice.client.CallRecord;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The table at the end: what the clients counted (calls, retries, waits, tokens, cost) beside what the simulators saw (violations, 429s,
 * spacing, concurrency); a dash where nobody counted.
 */
final class SummaryTable {
    private static final String FORMAT = "%-11s %6s %7s %10s %5s %9s %11s %9s %9s %8s %11s%n";

    private final CallStats calls;
    private final Spending spending;
    private final JsonNode report;

    /** @param report the simulators' report; an empty object if they were not there */
    SummaryTable(CallStats calls, Spending spending, JsonNode report) {
        this.calls = calls;
        this.spending = spending;
        this.report = report;
    }

    /** Limits exceeded at all providers together. */
    long violations() {
        return report.valueStream()
                .mapToLong(seen -> seen.path("violations").asLong(0))
                .sum();
    }

    String render() {
        String heads = String.format(
                Locale.ROOT,
                FORMAT,
                "provider",
                "calls",
                "retries",
                "violations",
                "429s",
                "spacing",
                "concurrency",
                "wait p50",
                "wait p99",
                "tokens",
                "cost USD");
        return heads + Providers.ALL.stream().map(this::row).collect(Collectors.joining());
    }

    private String row(String provider) {
        List<CallRecord> made = calls.of(provider);
        JsonNode seen = report.path(provider);
        Spending.Spent spent = spending.of(provider);
        List<Duration> waits = made.stream().map(CallRecord::waited).sorted().toList();
        return String.format(
                Locale.ROOT,
                FORMAT,
                provider,
                made.size(),
                made.stream().mapToInt(call -> Math.max(0, call.attempts() - 1)).sum(),
                shown(seen, "violations"),
                seen.isMissingNode()
                        ? "-"
                        : seen.path("rejected_429").asLong(0)
                                + seen.path("injected_429").asLong(0),
                seen.has("smallest_spacing_ms")
                        ? seen.path("smallest_spacing_ms").asLong() + " ms"
                        : "-",
                shown(seen, "highest_concurrency"),
                millis(waits, 50),
                millis(waits, 99),
                spent.tokens() == 0 ? "-" : spent.tokens(),
                spent.dollars().signum() == 0
                        ? "-"
                        : spent.dollars().stripTrailingZeros().toPlainString());
    }

    private static String shown(JsonNode seen, String name) {
        return seen.has(name) ? seen.path(name).asString() : "-";
    }

    /** The smallest wait that so many percent of the calls did not exceed. */
    static String millis(List<Duration> sorted, int percent) {
        if (sorted.isEmpty()) {
            return "-";
        }
        int index = (int) Math.ceil(percent / 100.0 * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)).toMillis() + " ms";
    }
}
