package dev.sluice.benchmarks;

import dev.sluice.foundation.TimeSource;
import dev.sluice.ratelimit.AcquireRequest;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.LimitsConfig;
import dev.sluice.ratelimit.Permit;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.Semaphore;
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

/** One uncontended acquire and release of concurrency together with pacing, never waiting: what the bookkeeping itself costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ComposedAcquireBenchmark {
    private static final int PERMITS = 1024;

    private final Limiters limiters =
            Limiters.create(provider -> LimitsConfig.of(PERMITS, Duration.ZERO), TimeSource.system());
    private final Limiter sluice = limiters.limiter("benchmark");
    private final AcquireRequest request = AcquireRequest.of(1);

    private final Bulkhead bulkhead = Bulkhead.of(
            "benchmark", BulkheadConfig.custom().maxConcurrentCalls(PERMITS).build());
    private final RateLimiter rate = RateLimiter.of(
            "benchmark",
            RateLimiterConfig.custom()
                    .limitForPeriod(1_000_000_000)
                    .limitRefreshPeriod(Duration.ofSeconds(1))
                    .timeoutDuration(Duration.ZERO)
                    .build());

    private final Semaphore semaphore = new Semaphore(PERMITS, true);
    private final Bucket bucket = Bucket.builder()
            .addLimit(limit -> limit.capacity(1_000_000_000).refillGreedy(1_000_000_000, Duration.ofSeconds(1)))
            .withNanosecondPrecision()
            .build();

    @Benchmark
    public long floor_nanoTime() {
        return System.nanoTime();
    }

    @Benchmark
    public Permit sluice() throws InterruptedException {
        try (Permit permit = sluice.acquire(request)) {
            return permit;
        }
    }

    @Benchmark
    public boolean resilience4j() {
        boolean admitted = bulkhead.tryAcquirePermission() && rate.acquirePermission();
        bulkhead.onComplete();
        return admitted;
    }

    @Benchmark
    public boolean semaphoreAndBucket4j() throws InterruptedException {
        semaphore.acquire();
        try {
            return bucket.tryConsume(1);
        } finally {
            semaphore.release();
        }
    }

    @TearDown
    public void close() {
        limiters.close();
    }
}
