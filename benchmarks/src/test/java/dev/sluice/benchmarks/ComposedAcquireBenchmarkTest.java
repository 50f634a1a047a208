package dev.sluice.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every contender does the job it is measured for: an admission that is refused would be measured as a fast one. */
class ComposedAcquireBenchmarkTest {
    private final ComposedAcquireBenchmark benchmark = new ComposedAcquireBenchmark();

    @Test
    void everyContender_isAdmitted() throws InterruptedException {
        for (int call = 0; call < 5_000; call++) {
            assertThat(benchmark.sluice()).isNotNull();
            assertThat(benchmark.resilience4j()).isTrue();
            assertThat(benchmark.semaphoreAndBucket4j()).isTrue();
        }
        benchmark.close();
    }
}
