package dev.sluice.client.spi;

import java.math.BigDecimal;

/**
 * Reads from a decoded answer what a call really used, so that quotas which were charged an estimate ({@link CallSpec#cost}) are corrected.
 * Thread-safe; must not block. What it throws is logged and changes nothing: the estimate stays charged.
 */
@FunctionalInterface
public interface CallSettler {
    /**
     * Settles one attempt that succeeded.
     *
     * @param answer what the method returns; of a stream the last event that arrived, when it has ended, however it did. Not called where
     *     there is none
     * @param cost takes the amounts; a quota that is not named keeps its estimate
     */
    void settle(Object answer, ActualCost cost);

    /** Leaves every estimate as it is. */
    static CallSettler none() {
        return (answer, cost) -> {};
    }

    /** What was used of each quota; one that is not configured is ignored, and of several amounts for one the first counts. */
    interface ActualCost {
        /** Whole permits, e.g. {@code tokens}. */
        ActualCost used(String quota, long amount);

        /** Money, e.g. {@code usd}; of a quota of permits, rounded up to a whole number. */
        ActualCost used(String quota, BigDecimal amount);
    }
}
