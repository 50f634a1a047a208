package dev.sluice.ratelimit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers an account's permits through ledger after ledger, and counts them. Thread-safe. */
final class PermitBook {
    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(PermitBook.class, "current", LedgerKey.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Account account;
    private final LostPermits lost;
    private final AtomicLong sealedCount = new AtomicLong();
    private volatile LedgerKey current;
    private long heldPermits; // guarded by the account's lock

    PermitBook(Account account, LostPermits lost) {
        this.account = account;
        this.lost = lost;
        this.current = new LedgerKey(account, lost);
    }

    /** A permit for one start of the provider; with no lock held. */
    FastPermit fastPermit() {
        while (true) {
            LedgerKey key = current;
            int number = key.ledger().issue();
            if (number >= 0) {
                if (lost.hasCallSites()) {
                    key.ledger().askedAt(number, CallSite.here());
                }
                return new FastPermit(key, number);
            }
            turnPage(key);
            account.reclaimLost();
        }
    }

    /** How many fast permits were given out; those just being given out may be missing. With the account's lock held. */
    long fastPermits() {
        return sealedCount.get() + current.ledger().issued() - heldPermits;
    }

    /** Lets the permits given out so far be found lost without waiting for later ones. */
    void turnPage() {
        LedgerKey key = current;
        if (key.ledger().issued() > 0) {
            turnPage(key);
        }
    }

    private void turnPage(LedgerKey full) {
        if (CURRENT.compareAndSet(this, full, new LedgerKey(account, lost))) {
            sealedCount.addAndGet(full.ledger().seal());
        }
    }

    /** A permit for more than one start of the provider; with the account's lock held. */
    HeldPermit heldPermit(Grant grant) {
        while (true) {
            LedgerKey key = current;
            int number = key.ledger().issue();
            if (number >= 0) {
                heldPermits++;
                return inscribe(grant, key, number);
            }
            turnPage(key);
        }
    }

    /** As {@link #heldPermit}, alone in its ledger, because it may be held for long; not counted. */
    HeldPermit leasePermit(Grant grant) {
        LedgerKey key = new LedgerKey(account, lost);
        HeldPermit permit = inscribe(grant, key, key.ledger().issue());
        key.ledger().seal();
        return permit;
    }

    private static HeldPermit inscribe(Grant grant, LedgerKey key, int number) {
        key.ledger().note(number, grant);
        grant.inscribe(key.ledger(), number);
        return new HeldPermit(key, grant);
    }
}
