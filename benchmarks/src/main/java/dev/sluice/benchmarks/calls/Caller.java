package dev.sluice.benchmarks.calls;

import java.io.IOException;

/** Posts {@link Samples#PROMPT} and binds the answer. Thread-safe. */
public interface Caller extends AutoCloseable {
    /**
     * One call; returns what was bound, so that a compiler cannot take it away.
     *
     * @throws IOException if the exchange failed, whatever the library calls that
     */
    Object call() throws IOException;

    /** Stops what the caller started; nothing for most. */
    @Override
    default void close() {}
}
