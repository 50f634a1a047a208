package dev.sluice.ratelimit;

/** What the permits of one ledger have in common: when none of them can be reached any more, neither can this. */
final class LedgerKey {
    private final Ledger ledger;

    LedgerKey(Account account, LostPermits lost) {
        ledger = new Ledger(this, account, lost);
    }

    Ledger ledger() {
        return ledger;
    }
}
