package dev.sluice.ratelimit;

/** An account's counts, leases apart; guarded by its lock. */
final class Tally {
    private long granted;
    private long refused;
    private long abandoned;
    private long handedBack;

    void granted() {
        granted++;
    }

    void refused() {
        refused++;
    }

    void abandoned() {
        abandoned++;
    }

    void handedBack() {
        granted--;
        handedBack++;
    }

    LimiterSnapshot.Totals totals(SnapshotTaker taker) {
        return new LimiterSnapshot.Totals(granted, refused, abandoned, handedBack, taker.charges(), taker.spent());
    }
}
