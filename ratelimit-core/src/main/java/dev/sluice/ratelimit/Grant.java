package dev.sluice.ratelimit;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one ticket was given, until it ends: by its owner, by being handed back, or by reclaim; whoever comes first. */
final class Grant {
    private final Account account;
    private final AcquireRequest request;
    private final @Nullable LeaseRequest lease;
    private final Hold first;
    private final @Nullable Hold second;
    private long waitedNanos; // set before anybody else sees this
    private @Nullable Ledger ledger; // set with the account's lock held, before anybody else sees this grant
    private int number;
    private @Nullable Receipt receipt; // made before it is given out, or guarded by the account's lock
    private @Nullable Opened reused; // guarded by the account's lock

    /** Of one stage, or of a group's and the provider's. */
    Grant(Account account, AcquireRequest request, @Nullable LeaseRequest lease, Hold first, @Nullable Hold second) {
        this.account = account;
        this.request = request;
        this.lease = lease;
        this.first = first;
        this.second = second;
    }

    /** How long the request waited; nothing if not said. */
    void waited(long nanos) {
        waitedNanos = nanos;
    }

    void inscribe(Ledger toLedger, int asNumber) {
        ledger = toLedger;
        number = asNumber;
    }

    /** What becomes of its charges later; made when first asked for. */
    Receipt receipt() {
        if (receipt == null) {
            receipt = new Receipt();
        }
        return receipt;
    }

    boolean hasReceipt() {
        return receipt != null;
    }

    Account account() {
        return account;
    }

    AcquireRequest request() {
        return request;
    }

    @Nullable
    LeaseRequest lease() {
        return lease;
    }

    /** Whether its end counts as that of a start by the fast lane. */
    boolean isLikeFast() {
        return second == null
                && first.unit()
                && lease == null
                && request.group() == null
                && request.priority() != Priority.CRITICAL;
    }

    boolean isHold() {
        return lease != null && lease.isHold();
    }

    /** Whether its end can take a way on from its scope: the end of a hold while the scope waits. */
    boolean mayTieAKnot() {
        LimitScope scope = lease == null || !lease.isHold() ? null : lease.scope();
        return scope != null && scope.mayBeStuck();
    }

    /** Its start uses the unit of a hold. */
    void reuse(Opened hold) {
        reused = hold;
    }

    /** The hold whose unit its start uses. */
    @Nullable
    Opened reused() {
        return reused;
    }

    /** Gives the units back. */
    void release() {
        for (Hold hold : holds()) {
            if (hold.unit()) {
                hold.stage().release(request);
            }
        }
    }

    /** Gives back what the start was charged. */
    void undo(long now) {
        for (Hold hold : holds()) {
            hold.stage().undo(hold, now, request);
        }
    }

    /** What it is of, as it stands in messages. */
    String place() {
        return lease == null ? account.name() : account.name() + "/" + lease.kind();
    }

    List<Hold> holds() {
        return second == null ? List.of(first) : List.of(first, second);
    }

    Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }

    /** Where it was asked for, to be remembered if that is wanted. */
    void askedAt(CallSite site) {
        if (ledger != null) {
            ledger.askedAt(number, site);
        }
    }

    /** True for the one caller that may end it. */
    boolean end() {
        return ledger != null && ledger.close(number);
    }
}
