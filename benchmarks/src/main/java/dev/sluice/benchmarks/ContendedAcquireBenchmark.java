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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Many threads at limits that never bite: only the shared words are fought over. Read the CPU column; the time is that of one thread's turn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public abstract class ContendedAcquireBenchmark {
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

    /** Two threads. */
    @Threads(2)
    public static class By2 extends ContendedAcquireBenchmark {}

    /** Eight threads. */
    @Threads(8)
    public static class By8 extends ContendedAcquireBenchmark {}

    /** Sixty-four threads. */
    @Threads(64)
    public static class By64 extends ContendedAcquireBenchmark {}
}
