package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.time.Duration;

/** A permit for one start of the provider that did not have to wait. */
final class FastPermit implements Permit {
    private final LedgerKey key;
    private final int number;

    FastPermit(LedgerKey key, int number) {
        this.key = key;
        this.number = number;
    }

    @Override
    public void close() {
        Ledger ledger = key.ledger();
        if (ledger.close(number)) {
            ledger.account().endFast();
        }
    }

    /** A provider with quotas has no fast lane. */
    @Override
    public boolean settle(String kind, long actual) {
        Cost.of("settle " + kind, actual);
        return false;
    }

    @Override
    public boolean settle(String kind, BigDecimal actual) {
        Cost.of("settle " + kind, actual);
        return false;
    }

    @Override
    public Duration waited() {
        return Duration.ZERO;
    }

    @Override
    public String toString() {
        return "permit of " + key.ledger().account().name();
    }
}
