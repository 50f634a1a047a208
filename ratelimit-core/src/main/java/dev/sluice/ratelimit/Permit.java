package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * The right to make one attempt, held until its response body is closed. Whoever holds one waits for no other permit: a permit is a leaf.
 * Thread-safe; may be closed by another thread than the one that acquired it.
 */
public interface Permit extends AutoCloseable {
    /** Gives the concurrency back; what was spent of pacing and quotas stays spent. Never blocks; only the first call does anything. */
    @Override
    void close();

    /**
     * Corrects what was charged at departure, an estimate, to what was used: {@code settle("tokens", usage.totalTokens())}. What was too much is
     * given back to the windows that the departure counts in; what was too little is charged now, and later requests wait until the window
     * has room again. Never blocks; may be called after {@link #close()}, until the limiters are closed.
     *
     * @param kind the id of a quota; of one that this permit was not charged for, there is nothing to settle
     * @param actual what was used; of a quota of money, in whole units
     * @return true for the first call of a kind that was charged; false for all others, which change nothing
     * @throws IllegalArgumentException if the amount is negative
     */
    boolean settle(String kind, long actual);

    /**
     * As {@link #settle(String, long)}, in money; of a quota of permits, rounded up to a whole number.
     *
     * @throws IllegalArgumentException if the amount is negative or above a billion
     */
    boolean settle(String kind, BigDecimal actual);

    /** The time between the request and its grant, by the limiter's own stamps. */
    Duration waited();
}
