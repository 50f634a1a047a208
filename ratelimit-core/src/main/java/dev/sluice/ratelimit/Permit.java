package dev.sluice.ratelimit;

import java.time.Duration;

/**
 * The right to make one attempt, held until its response body is closed. Whoever holds one waits for no other permit: a permit is a leaf.
 * Thread-safe; may be closed by another thread than the one that acquired it.
 */
public interface Permit extends AutoCloseable {
    /** Gives the concurrency back; what was spent of pacing and quotas stays spent. Never blocks; only the first call does anything. */
    @Override
    void close();

    /** The time between the request and its grant, by the limiter's own stamps. */
    Duration waited();
}
