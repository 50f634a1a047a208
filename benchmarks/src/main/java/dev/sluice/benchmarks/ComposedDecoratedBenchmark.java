package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Limits;
import dev.sluice.benchmarks.peers.Resilience4jDecorated;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The Resilience4j chains once more, by its decorators; stands beside {@link ComposedAcquireBenchmark} and {@link ComposedPairBenchmark}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ComposedDecoratedBenchmark {
    private final Resilience4jDecorated one = Resilience4jDecorated.one(Limits.idle());
    private final Resilience4jDecorated oneWithQuota =
            Resilience4jDecorated.one(Limits.idle().withIdleQuota());
    private final Resilience4jDecorated two = Resilience4jDecorated.two(Limits.idle());
    private final Resilience4jDecorated twoWithQuota =
            Resilience4jDecorated.two(Limits.idle().withIdleQuota());

    @Benchmark
    public Object gatePacing() throws Exception {
        return one.pass();
    }

    @Benchmark
    public Object gatePacingQuota() throws Exception {
        return oneWithQuota.pass();
    }

    @Benchmark
    public Object pairGatePacing() throws Exception {
        return two.pass();
    }

    @Benchmark
    public Object pairGatePacingQuota() throws Exception {
        return twoWithQuota.pass();
    }
}
