package dev.sluice.ratelimit;

import java.util.Map;

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

    LimiterSnapshot.Totals totals(Map<String, Long> charged) {
        return new LimiterSnapshot.Totals(granted, refused, abandoned, handedBack, charged);
    }
}
