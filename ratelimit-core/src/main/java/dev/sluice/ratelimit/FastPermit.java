package dev.sluice.ratelimit;

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

    @Override
    public Duration waited() {
        return Duration.ZERO;
    }

    @Override
    public String toString() {
        return "permit of " + key.ledger().account().name();
    }
}
