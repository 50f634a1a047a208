package dev.sluice.logging.event;

import dev.sluice.logging.redaction.Redactor;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a session's completions so far ({@code performance_metrics}).
 *
 * @param sessionId which session
 * @param totalCompletions completions that ended, well or not
 * @param failedCompletions those that failed
 * @param responseTimesMs of all of them; null before the first
 * @param totalTokens prompt and completion, of those whose usage is known
 * @param totalCostUsd in US dollars; null if no cost is known
 * @param costByModelUsd the same for each model that was asked; empty if no cost is known
 * @param tokensPerSecond completion tokens by the summed response time of the completions that told their usage; null if none did
 * @param completionsPerHour by the session's age; null in its first second
 */
public record PerformanceMetrics(
        String sessionId,
        long totalCompletions,
        long failedCompletions,
        @Nullable ResponseTimes responseTimesMs,
        long totalTokens,
        @Nullable BigDecimal totalCostUsd,
        Map<String, BigDecimal> costByModelUsd,
        @Nullable Double tokensPerSecond,
        @Nullable Double completionsPerHour)
        implements Event {

    /**
     * Response times in milliseconds.
     *
     * @param avg the mean
     * @param min the shortest
     * @param max the longest
     * @param percentiles of the latest; null if nobody keeps them
     */
    public record ResponseTimes(
            double avg, double min, double max, @Nullable Percentiles percentiles) {
        /** Times without percentiles. */
        public ResponseTimes(double avg, double min, double max) {
            this(avg, min, max, null);
        }

        Fields addTo(Fields fields) {
            fields.put(EventKey.AVG_RESPONSE_TIME_MS, avg)
                    .put(EventKey.MIN_RESPONSE_TIME_MS, min)
                    .put(EventKey.MAX_RESPONSE_TIME_MS, max);
            return percentiles == null
                    ? fields
                    : percentiles.addTo(
                            fields,
                            EventKey.P50_RESPONSE_TIME_MS,
                            EventKey.P95_RESPONSE_TIME_MS,
                            EventKey.P99_RESPONSE_TIME_MS);
        }
    }

    /** Redacts the text. */
    public PerformanceMetrics {
        sessionId = Redactor.standard().text(sessionId);
        Map<String, BigDecimal> redacted = new LinkedHashMap<>();
        costByModelUsd.forEach(
                (model, usd) -> redacted.merge(Redactor.standard().text(model), usd, BigDecimal::add));
        costByModelUsd = Collections.unmodifiableMap(redacted);
    }

    /** Figures without a cost for each model. */
    public PerformanceMetrics(
            String sessionId,
            long totalCompletions,
            long failedCompletions,
            @Nullable ResponseTimes responseTimesMs,
            long totalTokens,
            @Nullable BigDecimal totalCostUsd,
            @Nullable Double tokensPerSecond,
            @Nullable Double completionsPerHour) {
        this(
                sessionId,
                totalCompletions,
                failedCompletions,
                responseTimesMs,
                totalTokens,
                totalCostUsd,
                Map.of(),
                tokensPerSecond,
                completionsPerHour);
    }

    /** The cost of a completion in the mean, in US dollars, rounded half-even to nine places; null if no cost is known. */
    public @Nullable BigDecimal costPerCompletionUsd() {
        return totalCostUsd == null || totalCompletions == 0
                ? null
                : totalCostUsd.divide(BigDecimal.valueOf(totalCompletions), 9, RoundingMode.HALF_EVEN);
    }

    /** The share of completions that succeeded, from 0 to 1; null before the first. */
    public @Nullable Double successRate() {
        return totalCompletions == 0 ? null : (totalCompletions - failedCompletions) / (double) totalCompletions;
    }

    @Override
    public String eventType() {
        return "performance_metrics";
    }

    @Override
    public String message() {
        return "Completion performance";
    }

    @Override
    public Map<String, Object> fields() {
        Fields fields = new Fields().put("session_id", sessionId).put("total_completions", totalCompletions);
        return (responseTimesMs == null ? fields : responseTimesMs.addTo(fields))
                .put("total_tokens", totalTokens)
                .put("total_cost_estimate_usd", totalCostUsd)
                .put("cost_by_model_usd", costByModelUsd)
                .put("tokens_per_second", tokensPerSecond)
                .put("success_rate", successRate())
                .put("completions_per_hour", completionsPerHour)
                .done();
    }
}
