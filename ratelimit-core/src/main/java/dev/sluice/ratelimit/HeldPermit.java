package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.time.Duration;

/** A grant in its user's hands. */
final class HeldPermit implements Permit {
    @SuppressWarnings("unused") // as long as this can be reached, so can the key, and the grant is not lost
    private final LedgerKey key;

    private final Grant grant;

    HeldPermit(LedgerKey key, Grant grant) {
        this.key = key;
        this.grant = grant;
    }

    Grant grant() {
        return grant;
    }

    @Override
    public void close() {
        if (grant.end()) {
            grant.account().release(grant);
        }
    }

    @Override
    public boolean settle(String kind, long actual) {
        return grant.account().settle(new Settlement(grant, kind, Cost.of("settle " + kind, actual)));
    }

    @Override
    public boolean settle(String kind, BigDecimal actual) {
        return grant.account().settle(new Settlement(grant, kind, Cost.of("settle " + kind, actual)));
    }

    @Override
    public Duration waited() {
        return grant.waited();
    }

    @Override
    public String toString() {
        return "permit of " + grant.account().name();
    }
}
