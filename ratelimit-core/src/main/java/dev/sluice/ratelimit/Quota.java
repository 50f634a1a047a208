package dev.sluice.ratelimit;

import org.jspecify.annotations.Nullable;

/** Something that starts are charged to, in permits or in billionths of money. Guarded by its account's lock. */
abstract sealed class Quota permits WindowQuota, Allowance {
    private final String id;
    private final boolean money;
    private long charged;

    Quota(String id, boolean money) {
        this.id = id;
        this.money = money;
    }

    final String id() {
        return id;
    }

    /** Whether what is said of this kind is said of this quota. */
    boolean isOf(String kind) {
        return id.equals(kind);
    }

    final boolean isMoney() {
        return money;
    }

    /**
     * What its charges are called in the state file; null if they are not kept. May be read without the lock: it changes with the limits only,
     * and the key itself is immutable.
     */
    @Nullable
    ChargeKey key() {
        return null;
    }

    /** What this request is charged. */
    long demand(AcquireRequest request) {
        return money ? request.demandNanos(id) : request.demand(id);
    }

    /** What this amount is, counted as this quota counts. */
    final long units(Cost amount) {
        return money ? amount.nanos() : amount.permits();
    }

    final boolean canEver(AcquireRequest request) {
        return demand(request) <= capacity();
    }

    /** The most that one request can be charged. */
    abstract long capacity();

    /** The longest time that one charge can keep another from being made. */
    abstract long horizon(long now);

    abstract long used(long now);

    /** Nanoseconds until this amount can have been charged; beyond one window's permits, the least time several windows take. */
    abstract long delay(long now, long amount);

    abstract void spend(long now, long amount);

    /** Undoes a charge made at this stamp, as far as it is remembered. */
    abstract void unspend(long now, long stamp, long amount);

    final void charge(long now, long amount) {
        if (amount > 0) {
            spend(now, amount);
            charged = Cost.sum(charged, amount);
        }
    }

    final void refund(long now, long stamp, long amount) {
        if (amount > 0) {
            unspend(now, stamp, amount);
            charged -= amount;
        }
    }

    /** All that was charged and not refunded since this quota exists. */
    final long charged() {
        return charged;
    }
}
