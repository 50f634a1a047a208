package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;

/** One quota's memory. Guarded by its account's lock. */
abstract sealed class Quota permits SlidingQuota, CalendarQuota {
    private long charged;

    static Quota of(QuotaConfig config, TimeSource time) {
        return config.calendar() == null ? new SlidingQuota(config) : new CalendarQuota(config, time);
    }

    /** The memory under changed numbers: this one if it can hold them, else a new one. */
    Quota reconfigured(QuotaConfig config, TimeSource time) {
        return adopt(config) ? this : of(config, time);
    }

    abstract QuotaConfig config();

    /** Takes over other numbers of the same kind of window; false if the kind is another. */
    abstract boolean adopt(QuotaConfig config);

    abstract long used(long now);

    /** Nanoseconds until this amount can have been charged; beyond one window's permits, the least time several windows take. */
    abstract long delay(long now, long amount);

    abstract void spend(long now, long amount);

    /** Undoes a charge made at this stamp, as far as it is remembered. */
    abstract void unspend(long now, long stamp, long amount);

    final void charge(long now, long amount) {
        if (amount > 0) {
            spend(now, amount);
            charged += amount;
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
