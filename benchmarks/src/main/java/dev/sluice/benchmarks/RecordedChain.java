package dev.sluice.benchmarks;

import dev.sluice.benchmarks.peers.Chain;
import dev.sluice.ratelimit.Permit;

/** Sluice, and when it says that it granted. */
final class RecordedChain implements Chain<Permit> {
    private final Chain<Permit> chain;
    private final RecordingTime time;
    private final OwnStamps stamps = new OwnStamps();

    /** @param time the chain's clock */
    RecordedChain(Chain<Permit> chain, RecordingTime time) {
        this.chain = chain;
        this.time = time;
    }

    @Override
    public Permit acquire() throws InterruptedException {
        int mark = time.mark();
        Permit permit = chain.acquire();
        stamps.add(time.since(mark), permit.waited().toNanos());
        return permit;
    }

    @Override
    public void release(Permit held) {
        chain.release(held);
    }

    OwnStamps.Found found() {
        return stamps.find(time.sorted());
    }

    @Override
    public void close() {
        chain.close();
    }
}
