package dev.sluice.logging.llm;

import dev.sluice.logging.RecentDurations;
import dev.sluice.logging.event.PerformanceMetrics;
import dev.sluice.logging.event.PerformanceMetrics.ResponseTimes;
import dev.sluice.logging.event.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums up a session's completions. Thread-safe. */
final class CompletionTotals {
    private static final double NANOS = 1e9;

    /** Beyond so many models they are summed up together: a line has an end. */
    private static final int MAX_MODELS = 50;

    private static final String OTHERS = "other_models";

    private final String sessionId;
    private final long startNanos;
    private long completions;
    private long failed;
    private long minNanos = Long.MAX_VALUE;
    private long maxNanos;
    private long sumNanos;
    private long tokens;
    private long measuredTokens;
    private long measuredNanos;
    private @Nullable BigDecimal costUsd;
    private final RecentDurations recent = new RecentDurations();
    private final Map<String, BigDecimal> costByModel = new TreeMap<>();

    CompletionTotals(String sessionId, long startNanos) {
        this.sessionId = sessionId;
        this.startNanos = startNanos;
    }

    /** A completion that ended. */
    record Ended(
            String model,
            Duration took,
            @Nullable TokenUsage usage,
            @Nullable BigDecimal costUsd,
            boolean failed) {}

    /** Adds one; the figures up to it if it is the last of a group of {@code interval}, else null. */
    synchronized @Nullable PerformanceMetrics add(Ended ended, long nowNanos, int interval) {
        long nanos = ended.took().toNanos();
        completions++;
        failed += ended.failed() ? 1 : 0;
        minNanos = Math.min(minNanos, nanos);
        maxNanos = Math.max(maxNanos, nanos);
        sumNanos += nanos;
        recent.add(ended.took());
        TokenUsage usage = ended.usage();
        if (usage != null) {
            tokens += usage.totalTokens();
            measuredTokens += usage.completionTokens();
            measuredNanos += nanos;
        }
        BigDecimal added = ended.costUsd();
        if (added != null) {
            costUsd = costUsd == null ? added : costUsd.add(added);
            boolean known = costByModel.containsKey(ended.model()) || costByModel.size() < MAX_MODELS;
            costByModel.merge(known ? ended.model() : OTHERS, added, BigDecimal::add);
        }
        return completions % interval == 0 ? snapshot(nowNanos) : null;
    }

    synchronized PerformanceMetrics snapshot(long nowNanos) {
        ResponseTimes times = completions == 0
                ? null
                : new ResponseTimes(
                        rounded(sumNanos / 1e6 / completions),
                        rounded(minNanos / 1e6),
                        rounded(maxNanos / 1e6),
                        recent.percentiles());
        double age = (nowNanos - startNanos) / NANOS;
        return new PerformanceMetrics(
                sessionId,
                completions,
                failed,
                times,
                tokens,
                costUsd,
                costByModel,
                measuredNanos == 0 ? null : rounded(measuredTokens * NANOS / measuredNanos),
                age < 1 ? null : rounded(completions * 3_600 / age));
    }

    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }
}
