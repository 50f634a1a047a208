package dev.sluice.ratelimit;

import java.util.ArrayList;
import java.util.List;

/** Corrects what a grant was charged of one kind, an estimate, to what was used. For one thread. */
final class Settlement {
    private final Grant grant;
    private final String kind;
    private final Cost actual;
    private final List<Correction> corrections = new ArrayList<>(2);
    private boolean more;

    Settlement(Grant grant, String kind, Cost actual) {
        this.grant = grant;
        this.kind = kind;
        this.actual = actual;
    }

    Account account() {
        return grant.account();
    }

    /** Does it, the first time for this grant and kind. With the account's lock held. */
    void apply(long now) {
        for (Hold hold : grant.holds()) {
            for (Quota quota : hold.quotas()) {
                if (quota.isOf(kind)) {
                    long excess = quota.units(actual) - quota.demand(grant.request());
                    corrections.add(new Correction(quota, hold.start().stamp(), excess));
                }
            }
        }
        if (corrections.isEmpty() || !grant.receipt().settle(kind)) {
            corrections.clear();
            return;
        }
        for (Correction correction : corrections) {
            correction.apply(now);
            more |= correction.excess > 0;
        }
    }

    boolean isDone() {
        return !corrections.isEmpty();
    }

    boolean hasChargedMore() {
        return more;
    }

    Grant grant() {
        return grant;
    }

    List<Correction> corrections() {
        return corrections;
    }

    /**
     * What it comes to for one quota.
     *
     * @param departed the stamp of the charge
     * @param excess what was used beyond the charge; below zero what was not used of it
     */
    record Correction(Quota quota, long departed, long excess) {
        void apply(long now) {
            if (excess > 0) {
                quota.charge(now, excess);
            } else {
                quota.refund(now, departed, -excess);
            }
        }
    }
}
