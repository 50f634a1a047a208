package dev.sluice.benchmarks.peers;

import dev.sluice.ratelimit.Entry;
import dev.sluice.ratelimit.Limiters;
import dev.sluice.ratelimit.Permits;
import java.time.Duration;

/** Two providers, granted together at one instant. */
public final class SluicePairChain implements Chain<Permits> {
    private static final Duration LONG = Duration.ofDays(1);

    private final Limiters limiters;
    private final Entry[] entries;

    /** The same limits for both. */
    public SluicePairChain(Limits limits) {
        limiters = SluiceChain.builder(limits).build();
        entries = new Entry[] {Entry.of(limiters.limiter("one")), Entry.of(limiters.limiter("other"))};
    }

    @Override
    public Permits acquire() throws InterruptedException {
        return limiters.acquireAll(LONG, entries);
    }

    @Override
    public void release(Permits held) {
        held.close();
    }

    @Override
    public void close() {
        limiters.close();
    }
}
