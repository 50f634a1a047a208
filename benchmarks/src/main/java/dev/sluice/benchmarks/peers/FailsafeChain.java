package dev.sluice.benchmarks.peers;

import dev.failsafe.Bulkhead;
import dev.failsafe.RateLimiter;
import java.util.ArrayList;
import java.util.List;

/** A bulkhead, a smooth limiter for the pacing and a bursty one for the quota; their permits by hand, which is cheaper than its executor. */
final class FailsafeChain implements Chain<Boolean> {
    private final Bulkhead<Object> bulkhead;
    private final RateLimiter<?>[] rates;

    FailsafeChain(Limits limits) {
        bulkhead = Bulkhead.of(limits.permits());
        List<RateLimiter<?>> list = new ArrayList<>();
        if (limits.isPaced()) {
            Limits.Rate rate = limits.rate();
            list.add(RateLimiter.smoothBuilder(rate.starts(), rate.period()).build());
        }
        if (limits.hasQuota()) {
            Limits.Rate quota = limits.quota();
            list.add(RateLimiter.burstyBuilder(quota.starts(), quota.period()).build());
        }
        rates = list.toArray(RateLimiter<?>[]::new);
    }

    @Override
    public Boolean acquire() throws InterruptedException {
        bulkhead.acquirePermit();
        try {
            for (RateLimiter<?> rate : rates) {
                rate.acquirePermit();
            }
        } catch (InterruptedException e) {
            bulkhead.releasePermit();
            throw e;
        }
        return Boolean.TRUE;
    }

    @Override
    public void release(Boolean held) {
        bulkhead.releasePermit();
    }
}
