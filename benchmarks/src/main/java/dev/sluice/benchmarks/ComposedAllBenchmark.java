package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Limits;
import dev.sluice.benchmarks.peers.SluicePairChain;
import dev.sluice.ratelimit.Permits;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Two providers granted at one instant, which no peer can do; stands beside {@link ComposedPairBenchmark}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ComposedAllBenchmark {
    private final SluicePairChain pair = new SluicePairChain(Limits.idle());
    private final SluicePairChain pairWithQuota =
            new SluicePairChain(Limits.idle().withIdleQuota());

    @Benchmark
    public Permits gatePacing() throws InterruptedException {
        return pair.pass();
    }

    @Benchmark
    public Permits gatePacingQuota() throws InterruptedException {
        return pairWithQuota.pass();
    }

    @TearDown
    public void tearDown() {
        pair.close();
        pairWithQuota.close();
    }
}
