package dev.sluice.client;

/**
 * Is told what becomes of calls: for metrics, tracing, tables, tests. A lambda hears of every finished call; the other methods tell of the
 * steps before. Each is called on the thread that takes the step, which is the caller's but for the end of a stream that another thread
 * closes; the steps of one call come in order. Must be thread-safe and quick. What it throws is counted, logged, and goes no further.
 *
 * <p>A whole call: {@code started}, then for each attempt {@code permit}, {@code attemptStarted}, {@code attemptEnded} and, if it is to be
 * repeated, {@code retryScheduled}; at the end {@code onCall}. What fails before an attempt leaves out the steps that were not reached.
 */
@FunctionalInterface
public interface CallListener {
    /** A call finished, for good or ill; a stream: it was read to its end, failed, or was closed. */
    void onCall(CallRecord call);

    /** A call was made; nothing has waited yet. */
    default void onStarted(CallStep call) {}

    /** The limits gave a permit for the coming attempt; {@code duration} is the wait for it, zero if there was none. */
    default void onPermit(CallStep attempt) {}

    /** An attempt begins: the request is built; interceptors, signer and transport come next, on this thread. */
    default void onAttemptStarted(CallStep attempt) {}

    /** An attempt that had started is over, a stream's when the stream is; {@code duration} since it started. */
    default void onAttemptEnded(CallStep attempt) {}

    /** The attempt's {@code failure} leads to another one; {@code duration} is the pause until then. */
    default void onRetryScheduled(CallStep attempt) {}

    /** A stream has its first event; {@code duration} since the call was made. */
    default void onFirstEvent(CallStep attempt) {}

    /** A stream that had begun is over; {@code duration} since its first event. Followed by {@link #onCall}. */
    default void onStreamEnded(CallStep attempt) {}

    /**
     * A provider's circuit opened, let a probe through, or closed again. Told by whichever call moved it, on its thread, after those who
     * waited behind a circuit that opened have been released; so two changes in quick succession may be told out of order.
     */
    default void onCircuitChanged(CircuitChange change) {}
}
