package dev.sluice.ratelimit;

import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows every ledger with open permits, and which of them the garbage collector found out of reach. Thread-safe. */
final class LostPermits {
    private final ReferenceQueue<LedgerKey> queue = new ReferenceQueue<>();
    private final Set<Ledger> watched = ConcurrentHashMap.newKeySet();
    private final boolean callSites;

    /** Whether permits remember where they were asked for, for the report of a loss. */
    LostPermits(boolean callSites) {
        this.callSites = callSites;
    }

    boolean hasCallSites() {
        return callSites;
    }

    ReferenceQueue<LedgerKey> queue() {
        return queue;
    }

    void watch(Ledger ledger) {
        watched.add(ledger);
    }

    int watched() {
        return watched.size();
    }

    void forget(Ledger ledger) {
        watched.remove(ledger);
    }

    /** The next ledger whose open permits are lost; never waits. */
    @Nullable
    Ledger poll() {
        Ledger found = (Ledger) queue.poll();
        if (found != null) {
            watched.remove(found);
        }
        return found;
    }
}
