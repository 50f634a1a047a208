package dev.sluice.ratelimit;

import java.time.Instant;

/**
 * An exact sliding log: at every departure it knows what the last window holds, so that no window at any position exceeds the permits, and
 * the full permits are there to be used.
 *
 * <p>A token bucket of capacity {@code c} and refill {@code N - c} per window keeps the same promise, but then gives either no burst or
 * only part of the rate, cannot undo a departure exactly and cannot tell when the next one fits under several charges. The log costs one entry
 * per departure still in the window; quotas of more than {@value #MAX_ENTRIES} permits merge departures closer than a
 * {@value #MAX_ENTRIES}th of the window and count them as made at the later one, which is never too generous.
 */
final class SlidingQuota extends WindowQuota {
    static final int MAX_ENTRIES = 4096;

    private final ChargeLog log = new ChargeLog();
    private long windowNanos;

    SlidingQuota(QuotaConfig config) {
        super(config);
        this.windowNanos = config.per().toNanos();
    }

    @Override
    boolean adoptWindow(QuotaConfig other) {
        if (other.calendar() != null) {
            return false;
        }
        windowNanos = other.per().toNanos();
        return true;
    }

    @Override
    void restore(long stamp, Instant wall, long amount) {
        log.add(stamp, amount, mergeNanos());
    }

    @Override
    long used(long now) {
        log.forget(now - windowNanos);
        return log.sum();
    }

    @Override
    long delay(long now, long amount) {
        if (amount <= 0 || used(now) + amount <= capacity()) {
            return 0;
        }
        // Any window holds at most the permits, so each further full lot takes at least one more window.
        long fullWindows = (amount - 1) / capacity();
        long rest = amount - fullWindows * capacity();
        long wait = Math.min(fullWindows, WaitBound.FOREVER_NANOS / windowNanos - 1) * windowNanos;
        long excess = log.sum() + rest - capacity();
        return excess > 0 ? wait + log.stampOfRidding(excess) + windowNanos - now : wait;
    }

    @Override
    void spend(long now, long amount) {
        log.forget(now - windowNanos);
        log.add(now, amount, mergeNanos());
    }

    @Override
    void unspend(long now, long stamp, long amount) {
        log.forget(now - windowNanos);
        log.remove(stamp, amount);
    }

    private long mergeNanos() {
        return capacity() > MAX_ENTRIES ? windowNanos / MAX_ENTRIES : 0;
    }
}
