package dev.sluice.ratelimit.golden;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;

/** The server's side: so many starts in any window and so many requests at once, which no client is told; may shrink at one moment. */
final class HiddenLimit {
    private final Capacity before;
    private final Capacity after;
    private final long shrinksAtNanos;
    private final ArrayDeque<Long> starts = new ArrayDeque<>();
    private final PriorityQueue<Long> ends = new PriorityQueue<>();

    HiddenLimit(Capacity before, Capacity after, Duration shrinksAt) {
        this.before = before;
        this.after = after;
        this.shrinksAtNanos = shrinksAt.toNanos();
    }

    /** Nanoseconds until a request would be accepted, as things are now; to be asked with a time that never goes back. */
    long waitAt(long now) {
        while (!ends.isEmpty() && ends.element() <= now) {
            ends.remove();
        }
        Capacity capacity = capacityAt(now);
        long windowNanos = capacity.window().toNanos();
        while (!starts.isEmpty() && starts.element() + windowNanos <= now) {
            starts.remove();
        }
        long wait = ends.size() < capacity.concurrent() ? 0 : ends.element() - now;
        return starts.size() < capacity.permits() ? wait : Math.max(wait, starts.element() + windowNanos - now);
    }

    /** Starts that the window has left at this moment, were the concurrency free. */
    int remaining(long now) {
        return Math.max(0, capacityAt(now).permits() - starts.size());
    }

    /** Nanoseconds until the window has one more to give than now. */
    long resetWait(long now) {
        return starts.isEmpty()
                ? 0
                : starts.element() + capacityAt(now).window().toNanos() - now;
    }

    private Capacity capacityAt(long now) {
        return now < shrinksAtNanos ? before : after;
    }

    void accept(long now, long serviceNanos) {
        starts.add(now);
        ends.add(now + serviceNanos);
    }

    /**
     * What the server enforces.
     *
     * @param permits starts in any window
     */
    record Capacity(int permits, Duration window, int concurrent) {}
}
