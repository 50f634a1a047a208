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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Stands beside {@link ContendedAcquireBenchmark}: Resilience4j by its decorators. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public abstract class ContendedDecoratedBenchmark {
    private final Resilience4jDecorated chain =
            Resilience4jDecorated.one(Limits.idle().withIdleQuota());

    @Benchmark
    public Object gatePacingQuota() throws Exception {
        return chain.pass();
    }

    /** Two threads. */
    @Threads(2)
    public static class By2 extends ContendedDecoratedBenchmark {}

    /** Eight threads. */
    @Threads(8)
    public static class By8 extends ContendedDecoratedBenchmark {}

    /** Sixty-four threads. */
    @Threads(64)
    public static class By64 extends ContendedDecoratedBenchmark {}
}
