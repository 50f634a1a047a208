package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;

/** One quota's memory, in permits or in billionths of money. Guarded by its account's lock. */
abstract sealed class Quota permits SlidingQuota, CalendarQuota {
    private final String id;
    private final boolean money;
    private QuotaConfig config;
    private long capacity;
    private long charged;

    Quota(QuotaConfig config) {
        this.id = config.name();
        this.money = config.isMoney();
        this.config = config;
        this.capacity = config.capacity();
    }

    static Quota of(QuotaConfig config, TimeSource time) {
        return config.calendar() == null ? new SlidingQuota(config) : new CalendarQuota(config, time);
    }

    /** The memory under changed numbers: this one if it can hold them, else a new one. */
    final Quota reconfigured(QuotaConfig changed, TimeSource time) {
        if (changed.isMoney() != money || !adoptWindow(changed)) {
            return of(changed, time);
        }
        config = changed;
        capacity = changed.capacity();
        return this;
    }

    final String id() {
        return id;
    }

    final boolean isMoney() {
        return money;
    }

    final QuotaConfig config() {
        return config;
    }

    final long capacity() {
        return capacity;
    }

    /** What this request is charged. */
    final long demand(AcquireRequest request) {
        return money ? request.demandNanos(id) : request.demand(id);
    }

    final boolean canEver(AcquireRequest request) {
        return demand(request) <= capacity;
    }

    /** Takes over another window of the same kind, before the config; false if the kind is another. */
    abstract boolean adoptWindow(QuotaConfig other);

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
