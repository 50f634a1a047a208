package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Chain;
import dev.sluice.benchmarks.peers.Contender;
import dev.sluice.benchmarks.peers.Limits;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One uncontended acquire and release, never waiting: what the bookkeeping itself costs. The Resilience4j chain of
 * {@link #gatePacingQuota()} has two rate limiters and is the one the goals are set against; that of {@link #gatePacing()} has one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ComposedAcquireBenchmark {
    /** Who does it. */
    @Param({"SLUICE", "RESILIENCE4J", "BUCKET4J", "GUAVA", "FAILSAFE"})
    Contender contender = Contender.SLUICE;

    private Chain<?> two = Contender.SEMAPHORE_FAIR.chain(Limits.idle());
    private Chain<?> three = two;

    @Setup
    public void setUp() {
        two = contender.chain(Limits.idle());
        three = contender.chain(Limits.idle().withIdleQuota());
    }

    @Benchmark
    public Object gatePacing() throws InterruptedException {
        return two.pass();
    }

    @Benchmark
    public Object gatePacingQuota() throws InterruptedException {
        return three.pass();
    }

    @TearDown
    public void tearDown() {
        two.close();
        three.close();
    }
}
