package dev.sluice.benchmarks.peers;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** A bulkhead, fair as it ships, and a rate limiter for each of pacing and quota; asked one after the other, which is cheaper than its decorators. */
final class Resilience4jChain implements Chain<Boolean> {
    private static final Duration LONG = Duration.ofDays(1);

    private final Bulkhead bulkhead;
    private final RateLimiter[] rates;

    Resilience4jChain(Limits limits) {
        bulkhead = Bulkhead.of(
                "benchmark",
                BulkheadConfig.custom()
                        .maxConcurrentCalls(limits.permits())
                        .maxWaitDuration(LONG)
                        .build());
        rates = Stream.concat(
                        limits.isPaced() ? Stream.of(limits.rate()) : Stream.empty(),
                        limits.hasQuota() ? Stream.of(limits.quota()) : Stream.empty())
                .map(Resilience4jChain::rate)
                .toArray(RateLimiter[]::new);
    }

    /** The work inside all limits, by the library's own decorators. */
    <T> Callable<T> decorated(Callable<T> work) {
        Callable<T> inner = work;
        for (RateLimiter rate : rates) {
            inner = RateLimiter.decorateCallable(rate, inner);
        }
        return Bulkhead.decorateCallable(bulkhead, inner);
    }

    private static RateLimiter rate(Limits.Rate rate) {
        return RateLimiter.of(
                "benchmark",
                RateLimiterConfig.custom()
                        .limitForPeriod(Math.toIntExact(rate.starts()))
                        .limitRefreshPeriod(rate.period())
                        .timeoutDuration(LONG)
                        .build());
    }

    @Override
    public Boolean acquire() throws InterruptedException {
        if (!bulkhead.tryAcquirePermission()) {
            throw interrupted();
        }
        for (RateLimiter rate : rates) {
            if (!rate.acquirePermission()) {
                bulkhead.releasePermission();
                throw interrupted();
            }
        }
        return Boolean.TRUE;
    }

    /** It answers false and leaves the flag up. */
    private static InterruptedException interrupted() {
        if (!Thread.interrupted()) {
            throw new IllegalStateException("resilience4j: refused (expected: admitted or interrupted)");
        }
        return new InterruptedException();
    }

    @Override
    public void release(Boolean held) {
        bulkhead.onComplete();
    }
}
