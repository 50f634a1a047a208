package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock of an account, and what goes on beside it: starts and ends through the {@link FastLane} while nobody waits, ends that are only counted
 * while somebody has the lock, and an {@link Inbox} for the rest. So nobody ever queues for the lock to ask for a permit or to give one back.
 *
 * <p>What is left while the lock is taken is seen to by its holder: everybody asks {@link #hasMail} after unlocking. Who leaves something tries the
 * lock after that; so one of the two sees it.
 */
final class Door {
    /** How often a taken lock is looked at before its holder is left to see to things: less than half a millisecond in all. */
    private static final int LOOKS = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final FastLane fastLane;
    private final Inbox inbox = new Inbox();
    private final Gate provider;
    private final List<Gate> busy;
    private final TimeSource time;

    private final AtomicInteger ends = new AtomicInteger(); // that found the fast lane shut; never set back
    private final AtomicInteger endsCounted = new AtomicInteger(); // written with the lock held
    private volatile boolean roundDue; // ends were counted that no round has seen; written with the lock held
    private volatile boolean crowded; // whether anybody waited when the lock was last released

    private FastLane.@Nullable Rule rule; // the rest is guarded by the lock
    private long handedOver;

    /**
     * @param provider the gate that the fast lane leads past
     * @param busy the gates at which anybody waits
     */
    Door(Gate provider, List<Gate> busy, TimeSource time) {
        this.provider = provider;
        this.busy = busy;
        this.time = time;
        this.fastLane = new FastLane(time);
    }

    // ---- without the lock

    /** True if a start was counted. */
    boolean tryStart(WaitBound bound) {
        return fastLane.tryStart(bound);
    }

    /** Counts the end of a start by the fast lane, or of one like it; true if somebody waits, so that it must be seen to. */
    boolean end() {
        if (fastLane.tryEnd()) {
            return false;
        }
        ends.getAndIncrement();
        // Whoever queues is seen to be crowded and looks at the count after that: one of the two sees the other.
        return crowded;
    }

    /** What the holder of the lock is left to see to. */
    Inbox inbox() {
        return inbox;
    }

    boolean hasMail() {
        return !inbox.isEmpty() || (crowded && (roundDue || ends.get() != endsCounted.get()));
    }

    // ---- the lock

    void lock() {
        lock.lock();
        takeOver();
    }

    /** As {@link #lock}, if the lock is free. */
    boolean tryLock() {
        boolean locked = lock.tryLock();
        if (locked) {
            takeOver();
        }
        return locked;
    }

    /** As {@link #tryLock}, giving whoever has it the moment that it takes; not where anybody waits. */
    boolean tryLockBriefly() {
        for (int i = 0; i < LOOKS && !crowded; i++) {
            if (!lock.isLocked() && tryLock()) {
                return true;
            }
            LockSupport.parkNanos(this, 1); // some 50 microseconds in truth, in which others get on undisturbed
        }
        return false;
    }

    private void takeOver() {
        Stage trunk = provider.trunk();
        if (fastLane.isOpen()) {
            long taken = fastLane.shut();
            trunk.adopt(FastLane.inFlight(taken), lastStart(taken, trunk.lastStart()));
        }
        int all = ends.get();
        int ended = all - endsCounted.getPlain();
        if (ended != 0) {
            endsCounted.setRelease(all);
            trunk.release(ended);
            if (!busy.isEmpty()) {
                roundDue = true;
            }
        }
    }

    private Start lastStart(long taken, Start known) {
        // Equal stamps mean one start as long as pacing keeps any two apart.
        boolean same = FastLane.isStamp(taken, handedOver);
        if (same && (known == Start.NONE || rule == null || rule.delayNanos() > 0)) {
            return known;
        }
        Long stamp = same ? Long.valueOf(known.stamp()) : FastLane.lastStart(taken, time.nanoTime());
        return stamp == null ? Start.NONE : Start.at(stamp);
    }

    /**
     * Opens the fast lane if nothing speaks against it.
     *
     * @param held whether more than concurrency and pacing counts now, whatever the rule says
     */
    void unlock(boolean held) {
        Stage trunk = provider.trunk();
        boolean crowd = !busy.isEmpty();
        if (crowded != crowd) {
            crowded = crowd;
        }
        boolean free = !held && provider.size() == 0 && !trunk.isPaused();
        if (rule != null && free && trunk.inFlight() <= FastLane.MAX_COUNT) {
            Start last = trunk.lastStart();
            handedOver = last == Start.NONE ? time.nanoTime() - FastLane.MAX_DELAY_NANOS : last.stamp();
            provider.forgetTurns();
            fastLane.open(rule, trunk.inFlight(), handedOver);
        }
        lock.unlock();
    }

    // ---- with the lock held

    /** What the fast lane is held to from now on; it stays shut if null. */
    void rule(FastLane.@Nullable Rule changed) {
        rule = changed;
    }

    /** All that can be granted now is being granted. */
    void roundBegins() {
        if (roundDue) {
            roundDue = false;
        }
    }
}
