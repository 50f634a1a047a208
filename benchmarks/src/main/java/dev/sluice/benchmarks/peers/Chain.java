package dev.sluice.benchmarks.peers;

/**
 * Concurrency, pacing and quota joined to one admission, as a library's users would join them. Thread-safe.
 *
 * @param <H> what is held between admission and release; a constant where the library hands out nothing, so that no peer pays for ours
 */
public interface Chain<H> extends AutoCloseable {
    /**
     * Waits until all limits admit the caller.
     *
     * @throws InterruptedException if the library lets a waiter be interrupted, and it was
     */
    H acquire() throws InterruptedException;

    /** Gives the concurrency back. */
    void release(H held);

    /** One admission and its release, nothing between; returns what was held, so that a compiler cannot take it away. */
    default H pass() throws InterruptedException {
        H held = acquire();
        release(held);
        return held;
    }

    /** Stops what the chain started; nothing for most. */
    @Override
    default void close() {}
}
