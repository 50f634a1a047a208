package dev.sluice.ratelimit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.PhantomReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which of up to {@value #SIZE} permits are open. One word says it: six bits count those issued, the others are one bit each, set while the
 * permit is open; clearing it is what makes closing a permit idempotent.
 *
 * <p>The garbage collector enqueues a ledger when none of its permits can be reached any more; what is open then is lost and is taken back. A
 * reference for many permits costs what one for each would not be worth. Thread-safe.
 */
final class Ledger extends PhantomReference<LedgerKey> {
    static final int SIZE = 58;

    private static final int SEALED = 63;
    private static final long OPEN = (1L << SIZE) - 1;
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Ledger.class, "state", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Account account;
    private final LostPermits lost;
    private final @Nullable AtomicReferenceArray<CallSite> sites;
    private volatile long state;
    private @Nullable Grant @Nullable [] grants; // guarded by the account's lock

    Ledger(LedgerKey key, Account account, LostPermits lost) {
        super(key, lost.queue());
        this.account = account;
        this.lost = lost;
        this.sites = lost.hasCallSites() ? new AtomicReferenceArray<>(SIZE) : null;
        lost.watch(this);
    }

    Account account() {
        return account;
    }

    /** The number of a new open permit, or -1 if there is no room for it. */
    int issue() {
        while (true) {
            long seen = state;
            int number = (int) (seen >>> SIZE);
            if (number >= SIZE) {
                return -1;
            }
            if (STATE.compareAndSet(this, seen, (seen + (1L << SIZE)) | (1L << number))) {
                return number;
            }
        }
    }

    /** True for the one caller that may close this permit. */
    boolean close(int number) {
        long bit = 1L << number;
        while (true) {
            long seen = state;
            if ((seen & bit) == 0) {
                return false;
            }
            if (STATE.compareAndSet(this, seen, seen & ~bit)) {
                forgetIfDone(seen & ~bit);
                return true;
            }
        }
    }

    /** Issues no more; returns how many were issued, or 0 if that was told before. */
    int seal() {
        long seen = (long) STATE.getAndBitwiseOr(this, (long) SEALED << SIZE);
        int issued = (int) (seen >>> SIZE);
        if (issued == SEALED) {
            return 0;
        }
        forgetIfDone(seen | ((long) SEALED << SIZE));
        return issued;
    }

    int issued() {
        int issued = (int) (state >>> SIZE);
        return issued == SEALED ? 0 : issued;
    }

    private void forgetIfDone(long now) {
        if ((now & OPEN) == 0 && now >>> SIZE == SEALED) {
            lost.forget(this);
        }
    }

    /** Remembers where a permit was asked for, if that is wanted. */
    void askedAt(int number, CallSite site) {
        if (sites != null) {
            sites.set(number, site);
        }
    }

    /** Where a permit was asked for, if that was remembered. */
    @Nullable
    CallSite site(int number) {
        return sites == null ? null : sites.get(number);
    }

    // ---- with the account's lock held

    /** Remembers what a permit took, where that is more than one start of the provider. */
    void note(int number, Grant grant) {
        if (grants == null) {
            grants = new @Nullable Grant[SIZE];
        }
        grants[number] = grant;
    }

    @Nullable
    Grant noted(int number) {
        return grants == null ? null : grants[number];
    }
}
