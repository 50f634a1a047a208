package dev.sluice.ratelimit;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * An exact sliding log: at every departure it knows what the last window holds, so that no window at any position exceeds the permits, and
 * the full permits are there to be used.
 *
 * <p>A token bucket of capacity {@code c} and refill {@code N - c} per window keeps the same promise, but then gives either no burst or
 * only part of the rate, cannot undo a departure exactly and cannot tell when the next one fits under several charges. The log costs one entry
 * per departure still in the window; quotas of more than {@value #MAX_ENTRIES} permits merge departures closer than a
 * {@value #MAX_ENTRIES}th of the window and count them as made at the later one, which is never too generous.
 */
final class SlidingQuota extends Quota {
    static final int MAX_ENTRIES = 4096;

    private final ArrayDeque<Entry> log = new ArrayDeque<>();
    private QuotaConfig config;
    private long windowNanos;
    private long used;

    SlidingQuota(QuotaConfig config) {
        this.config = config;
        this.windowNanos = config.per().toNanos();
    }

    @Override
    QuotaConfig config() {
        return config;
    }

    @Override
    boolean adopt(QuotaConfig other) {
        if (other.calendar() != null) {
            return false;
        }
        config = other;
        windowNanos = other.per().toNanos();
        return true;
    }

    @Override
    long used(long now) {
        for (Entry oldest = log.peekFirst();
                oldest != null && now - oldest.last >= windowNanos;
                oldest = log.peekFirst()) {
            used -= oldest.amount;
            log.removeFirst();
        }
        return used;
    }

    @Override
    long delay(long now, long amount) {
        if (amount <= 0) {
            return 0;
        }
        // Any window holds at most the permits, so each further full lot takes at least one more window.
        long fullWindows = (amount - 1) / config.permits();
        long rest = amount - fullWindows * config.permits();
        long wait = Math.min(fullWindows, WaitBound.FOREVER_NANOS / windowNanos - 1) * windowNanos;
        long excess = used(now) + rest - config.permits();
        for (Iterator<Entry> oldest = log.iterator(); excess > 0 && oldest.hasNext(); ) {
            Entry entry = oldest.next();
            excess -= entry.amount;
            if (excess <= 0) {
                wait += entry.last + windowNanos - now;
            }
        }
        return wait;
    }

    @Override
    void spend(long now, long amount) {
        used(now);
        used += amount;
        Entry newest = log.peekLast();
        if (newest != null && (newest.last == now || mergeable(newest, now))) {
            newest.last = now;
            newest.amount += amount;
        } else {
            log.addLast(new Entry(now, amount));
        }
    }

    @Override
    void unspend(long now, long stamp, long amount) {
        used(now);
        for (Iterator<Entry> newest = log.descendingIterator(); newest.hasNext(); ) {
            Entry entry = newest.next();
            if (stamp - entry.first >= 0 && entry.last - stamp >= 0) {
                long back = Math.min(amount, entry.amount);
                used -= back;
                entry.amount -= back;
                if (entry.amount == 0) {
                    newest.remove();
                }
                return;
            }
        }
    }

    private boolean mergeable(Entry newest, long now) {
        return config.permits() > MAX_ENTRIES && now - newest.first < windowNanos / MAX_ENTRIES;
    }

    private static final class Entry {
        private final long first;
        private long last;
        private long amount;

        private Entry(long stamp, long amount) {
            this.first = stamp;
            this.last = stamp;
            this.amount = amount;
        }
    }
}
