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

    /**
     * @param uncounted departures by the fast lane
     */
    LimiterSnapshot.Totals totals(long uncounted, SnapshotTaker taker) {
        return new LimiterSnapshot.Totals(
                granted + uncounted, refused, abandoned, handedBack, taker.charges(), taker.spent());
    }
}
