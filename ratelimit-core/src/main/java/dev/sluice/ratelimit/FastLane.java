package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The way through a provider's gate while nobody waits there and only concurrency and pacing count. Both are in one word, so that one
 * compare-and-set decides over both, at one reading of the clock, without a lock.
 *
 * <p>There is one truth at a time: either the word is open and holds the state, or it is shut and the account's stage holds it. Only the
 * holder of the account's lock opens and shuts it. Layout: sign bit: shut; 5 bits: which rule; 10 bits: permits held; 48 bits: the low bits of
 * the last start's stamp, enough for a distance of 39 hours; what looks older or younger than that is left to the stage. The rule's bits change
 * with every new rule: a start that was judged by the rule before must not fit the word that is otherwise the same.
 */
final class FastLane {
    static final int MAX_COUNT = (1 << 10) - 1;
    static final long MAX_DELAY_NANOS = 1L << 46;

    private static final int STAMP_BITS = 48;
    private static final long STAMP = (1L << STAMP_BITS) - 1;
    private static final long ONE = 1L << STAMP_BITS;
    private static final int RULE_SHIFT = 58;
    private static final long RULES = 1L << 5;
    private static final long SHUT = Long.MIN_VALUE;
    /** A wait this short is shorter than any queue: the clock is read again instead. */
    private static final long SHORT_NANOS = 1_000;

    private static final VarHandle WORD;

    static {
        try {
            WORD = MethodHandles.lookup().findVarHandle(FastLane.class, "word", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final TimeSource time;
    private volatile long word = SHUT;
    private volatile Rule rule = new Rule(0, 0);
    private long ruleNumber; // guarded by the account's lock

    FastLane(TimeSource time) {
        this.time = time;
    }

    /** True if one start was counted; false if this way is shut, full or not due yet. */
    boolean tryStart(WaitBound bound) {
        long seen = word;
        while (seen >= 0) {
            // After the word: so no start in it can be later than this reading.
            long now = time.nanoTime();
            Rule limits = rule;
            long ago = (now - seen) & STAMP;
            if (inFlight(seen) >= limits.max || ago > STAMP >>> 1 || !bound.allows(now)) {
                return false;
            }
            if (ago >= limits.delayNanos) {
                if (WORD.compareAndSet(this, seen, ((seen & ~STAMP) + ONE) | (now & STAMP))) {
                    return true;
                }
                LockSupport.parkNanos(
                        this, 1); // lost a race: some 50 microseconds in truth, in which the others get on undisturbed
            } else if (limits.delayNanos - ago > SHORT_NANOS) {
                return false;
            }
            seen = word;
        }
        return false;
    }

    /** True if one end was counted; false if this way is shut. */
    boolean tryEnd() {
        long seen = word;
        while (seen >= 0) {
            if (WORD.compareAndSet(this, seen, seen - ONE)) {
                return true;
            }
            seen = word;
        }
        return false;
    }

    boolean isOpen() {
        return word >= 0;
    }

    // ---- with the account's lock held

    /** Ends the lock-free way; returns what it came to, to be read by the other static methods. */
    long shut() {
        return (long) WORD.getAndSet(this, SHUT);
    }

    /** Hands the state over to the word. */
    void open(Rule limits, int inFlight, long lastStart) {
        if (!limits.equals(rule)) {
            rule = limits;
            ruleNumber = (ruleNumber + 1) % RULES;
        }
        word = (ruleNumber << RULE_SHIFT) | ((long) inFlight << STAMP_BITS) | (lastStart & STAMP);
    }

    static int inFlight(long taken) {
        return (int) (taken >>> STAMP_BITS) & MAX_COUNT;
    }

    /** Whether the word's last start bears this stamp. */
    static boolean isStamp(long taken, long stamp) {
        return ((taken ^ stamp) & STAMP) == 0;
    }

    /**
     * The last start, told from a clock reading taken after the word was shut; null if it was so long ago that no delay counts from it.
     */
    static @Nullable Long lastStart(long taken, long now) {
        long ago = (now - taken) & STAMP;
        return ago > STAMP >>> 1 ? null : now - ago;
    }

    /** What the word is held to. */
    record Rule(int max, long delayNanos) {}
}
