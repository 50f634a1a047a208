package dev.sluice.benchmarks.peers;

import com.google.common.util.concurrent.RateLimiter;
import io.github.bucket4j.BlockingBucket;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.LocalBucketBuilder;

/** Rate limits to stand behind a semaphore. */
final class Rates {
    private Rates() {}

    static SemaphoreChain.Wait none() {
        return () -> {};
    }

    /** One bucket for pacing and quota, with a clock that can tell a nanosecond. */
    static SemaphoreChain.Wait bucket4j(Limits limits) {
        return bucket4j(limits, Bucket.builder().withNanosecondPrecision());
    }

    /** As it ships: its clock counts milliseconds. */
    static SemaphoreChain.Wait bucket4jInMillis(Limits limits) {
        return bucket4j(limits, Bucket.builder());
    }

    private static SemaphoreChain.Wait bucket4j(Limits limits, LocalBucketBuilder builder) {
        if (!limits.isPaced() && !limits.hasQuota()) {
            return none();
        }
        if (limits.isPaced()) {
            add(builder, limits.rate());
        }
        if (limits.hasQuota()) {
            add(builder, limits.quota());
        }
        BlockingBucket bucket = builder.build().asBlocking();
        return () -> bucket.consume(1);
    }

    private static void add(LocalBucketBuilder builder, Limits.Rate rate) {
        builder.addLimit(limit -> limit.capacity(rate.starts()).refillGreedy(rate.starts(), rate.period()));
    }

    /** Guava for the pacing; it knows no quota, so a second one stands in. */
    @SuppressWarnings("UnstableApiUsage")
    static SemaphoreChain.Wait guava(Limits limits) {
        if (!limits.isPaced()) {
            return none();
        }
        RateLimiter pacing = RateLimiter.create(limits.rate().perSecond());
        if (!limits.hasQuota()) {
            return pacing::acquire;
        }
        RateLimiter quota = RateLimiter.create(limits.quota().perSecond());
        return () -> {
            pacing.acquire();
            quota.acquire();
        };
    }
}
