package dev.sluice.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Calls that failed while they were measured; JMH's own counters do not go with sampled times. One count for the fork's process. */
public final class FailedExchanges implements InternalProfiler {
    private static final LongAdder FAILED = new LongAdder();

    private long before;

    static void count() {
        FAILED.increment();
    }

    static long all() {
        return FAILED.sum();
    }

    @Override
    public String getDescription() {
        return "failed calls";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = all();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        return List.of(new ScalarResult("failed", all() - before, "calls", AggregationPolicy.SUM));
    }
}
