package dev.sluice.client.spi;

import dev.sluice.client.error.ClientException;
import dev.sluice.client.error.RequestNotSentException;
import dev.sluice.client.error.ResponseException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads from a decoded answer what a call really used, so that quotas which were charged an estimate ({@link CallSpec#cost}) are corrected.
 * Thread-safe; must not block. What it throws is logged and changes nothing: the estimate stays charged.
 */
@FunctionalInterface
public interface CallSettler {
    /**
     * Settles one attempt by its answer.
     *
     * @param answer what the method returns; of a stream the last event that arrived, when it has ended, however it did. Not called where
     *     there is none
     * @param cost takes the amounts; a quota that is not named keeps its estimate
     */
    void settle(Object answer, ActualCost cost);

    /**
     * Settles one attempt that failed, a stream after {@link #settle}. If not overridden, nothing was used by what was never sent and by what the provider
     * refused with a 4xx other than 408; everything else may have been billed, and keeps its estimate.
     *
     * @param cost takes the amounts; a quota that is not named keeps its estimate
     */
    default void settleFailed(ClientException failure, ActualCost cost) {
        if (failure instanceof RequestNotSentException || isRefusal(failure)) {
            cost.usedNothing();
        }
    }

    private static boolean isRefusal(ClientException failure) {
        int status = failure instanceof ResponseException response ? response.status() : 0;
        return status >= 400 && status < 500 && status != 408;
    }

    /** Leaves the estimates of all answers as they are. */
    static CallSettler none() {
        return (answer, cost) -> {};
    }

    /** What was used of each quota; one that is not configured is ignored, and of several amounts for one the first counts. */
    interface ActualCost {
        /** Whole permits, e.g. {@code tokens}. */
        ActualCost used(String quota, long amount);

        /** Money, e.g. {@code usd}; of a quota of permits, rounded up to a whole number. */
        ActualCost used(String quota, BigDecimal amount);

        /** The provider's id of the request, as {@link Classification#providerRequestId} gave it; empty if it gave none. For a later look-up. */
        default Optional<String> providerRequestId() {
            return Optional.empty();
        }

        /** Nothing of all that was estimated; what requests count by weight stays counted. */
        ActualCost usedNothing();
    }
}
