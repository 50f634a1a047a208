package dev.sluice.ratelimit;

import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Charges in the order of their stamps, and their sum. Charges closer than asked for are merged and count as made at the later stamp; each
 * entry knows the range it stands for, so that a charge can be taken back by its own stamp. Not thread-safe.
 */
final class ChargeLog {
    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private long sum;

    /** Never above {@link Cost#MOST}: what would lead above it is cut. */
    long sum() {
        return sum;
    }

    /** Adds a charge at this stamp, or at the newest one if that is later; merges with the newest where that began within so many nanoseconds. */
    void add(long stamp, long amount, long mergeNanos) {
        long charged = Math.min(amount, Cost.MOST - sum);
        if (charged <= 0) {
            return;
        }
        sum += charged;
        Entry newest = entries.peekLast();
        if (newest != null && (stamp - newest.last <= 0 || stamp - newest.first < mergeNanos)) {
            newest.include(stamp, charged);
        } else {
            entries.addLast(new Entry(stamp, charged));
        }
    }

    /** Takes back what was charged at this stamp, as far as it is still here; returns how much that is. */
    long remove(long stamp, long amount) {
        for (Iterator<Entry> newest = entries.descendingIterator(); newest.hasNext(); ) {
            Entry entry = newest.next();
            if (stamp - entry.first >= 0 && entry.last - stamp >= 0) {
                long back = Math.min(amount, entry.amount);
                sum -= back;
                entry.amount -= back;
                if (entry.amount == 0) {
                    newest.remove();
                }
                return back;
            }
        }
        return 0;
    }

    /** Forgets what was charged at this stamp or before. */
    void forget(long upTo) {
        for (Entry oldest = entries.peekFirst();
                oldest != null && oldest.last - upTo <= 0;
                oldest = entries.peekFirst()) {
            sum -= oldest.amount;
            entries.removeFirst();
        }
    }

    /** The stamp of the youngest charge that must be forgotten to get rid of this amount; the newest if all are too little. */
    long stampOfRidding(long amount) {
        long left = amount;
        long stamp = 0;
        for (Iterator<Entry> oldest = entries.iterator(); left > 0 && oldest.hasNext(); ) {
            Entry entry = oldest.next();
            left -= entry.amount;
            stamp = entry.last;
        }
        return stamp;
    }

    /** Told of the entries, oldest first. */
    void forEach(Visitor visitor) {
        entries.forEach(entry -> visitor.charge(entry.first, entry.last, entry.amount));
    }

    /** Hears one entry: charges from the first stamp to the last that count as made at the last. */
    interface Visitor {
        void charge(long first, long last, long amount);
    }

    private static final class Entry {
        private long first;
        private long last;
        private long amount;

        private Entry(long stamp, long amount) {
            this.first = stamp;
            this.last = stamp;
            this.amount = amount;
        }

        private void include(long stamp, long more) {
            first = Math.min(first, stamp);
            last = Math.max(last, stamp);
            amount += more;
        }
    }
}
