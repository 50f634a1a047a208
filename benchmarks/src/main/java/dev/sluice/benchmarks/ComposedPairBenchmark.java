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
import org.openjdk.jmh.infra.Blackhole;

/** Two providers, one acquired inside the other, uncontended. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ComposedPairBenchmark {
    /** Who does it. */
    @Param({"SLUICE", "RESILIENCE4J", "BUCKET4J", "GUAVA", "FAILSAFE"})
    Contender contender = Contender.SLUICE;

    private Chain<?> outer = Contender.SEMAPHORE_FAIR.chain(Limits.idle());
    private Chain<?> inner = outer;
    private Chain<?> outerWithQuota = outer;
    private Chain<?> innerWithQuota = outer;

    @Setup
    public void setUp() {
        outer = contender.chain(Limits.idle());
        inner = contender.chain(Limits.idle());
        outerWithQuota = contender.chain(Limits.idle().withIdleQuota());
        innerWithQuota = contender.chain(Limits.idle().withIdleQuota());
    }

    @Benchmark
    public void gatePacing(Blackhole blackhole) throws InterruptedException {
        nested(outer, inner, blackhole);
    }

    @Benchmark
    public void gatePacingQuota(Blackhole blackhole) throws InterruptedException {
        nested(outerWithQuota, innerWithQuota, blackhole);
    }

    private static <A, B> void nested(Chain<A> outer, Chain<B> inner, Blackhole blackhole) throws InterruptedException {
        A held = outer.acquire();
        blackhole.consume(held);
        blackhole.consume(inner.pass());
        outer.release(held);
    }

    @TearDown
    public void tearDown() {
        outer.close();
        inner.close();
        outerWithQuota.close();
        innerWithQuota.close();
    }
}
