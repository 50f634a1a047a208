package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.benchmarks.peers.Contender;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.infra.Blackhole;

/** Every benchmark runs, and never waits: a chain that is exhausted or paced would be measured as a slow one, or never return. */
class ComposedAcquireBenchmarkTest {
    private static final String CONTENDERS = "SLUICE|RESILIENCE4J|BUCKET4J|GUAVA|FAILSAFE";
    /** More than there are permits: what is not given back runs out. */
    private static final int CALLS = 1_100;

    private final Blackhole blackhole = new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is dangerous.");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = CONTENDERS)
    void composed_givesBackWhatItTook(Contender contender) throws InterruptedException {
        ComposedAcquireBenchmark benchmark = new ComposedAcquireBenchmark();
        benchmark.contender = contender;
        benchmark.setUp();
        for (int call = 0; call < CALLS; call++) {
            assertThat(benchmark.gatePacing()).isNotNull();
            assertThat(benchmark.gatePacingQuota()).isNotNull();
        }
        benchmark.tearDown();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = CONTENDERS)
    void pair_givesBackWhatItTook(Contender contender) throws InterruptedException {
        ComposedPairBenchmark benchmark = new ComposedPairBenchmark();
        benchmark.contender = contender;
        benchmark.setUp();
        for (int call = 0; call < CALLS; call++) {
            benchmark.gatePacing(blackhole);
            benchmark.gatePacingQuota(blackhole);
        }
        benchmark.tearDown();
    }

    @Test
    void all_grantsTwoTogether() throws InterruptedException {
        ComposedAllBenchmark benchmark = new ComposedAllBenchmark();
        for (int call = 0; call < CALLS; call++) {
            assertThat(benchmark.gatePacing().permits()).hasSize(2);
            assertThat(benchmark.gatePacingQuota().permits()).hasSize(2);
        }
        benchmark.tearDown();
    }

    @Test
    void decorated_givesBackWhatItTook() throws Exception {
        ComposedDecoratedBenchmark benchmark = new ComposedDecoratedBenchmark();
        ContendedDecoratedBenchmark contended = new ContendedDecoratedBenchmark.By8();
        for (int call = 0; call < CALLS; call++) {
            assertThat(benchmark.gatePacing()).isEqualTo(true);
            assertThat(benchmark.gatePacingQuota()).isEqualTo(true);
            assertThat(benchmark.pairGatePacing()).isEqualTo(true);
            assertThat(benchmark.pairGatePacingQuota()).isEqualTo(true);
            assertThat(contended.gatePacingQuota()).isEqualTo(true);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ALL, names = CONTENDERS)
    void contended_givesBackWhatItTook(Contender contender) throws InterruptedException {
        ContendedAcquireBenchmark benchmark = new ContendedAcquireBenchmark.By8();
        benchmark.contender = contender;
        benchmark.setUp();
        long[] calls = new long[8];
        Crowd.ofPlatformThreads(calls.length).run(Duration.ofMillis(10), caller -> {
            benchmark.gatePacing();
            benchmark.gatePacingQuota();
            calls[caller]++;
        });
        assertThat(calls).doesNotContain(0);
        benchmark.tearDown();
    }

    @Test
    void floor_readsTheClock() {
        ComposedFloorBenchmark benchmark = new ComposedFloorBenchmark();
        assertThat(benchmark.nanoTime()).isLessThanOrEqualTo(benchmark.nanoTime());
    }
}
