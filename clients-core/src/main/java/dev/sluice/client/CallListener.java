package dev.sluice.client;

/**
 * Is told of every finished call, on the thread that ended it: for metrics, tables, tests. Must be thread-safe and quick; what it throws is
 * logged and goes no further.
 */
@FunctionalInterface
public interface CallListener {
    /** A call finished, for good or ill. */
    void onCall(CallRecord call);
}
