package dev.sluice.ratelimit;

import java.time.Duration;

/**
 * The right to own one long-lived thing of a kind, such as a sandbox. Unlike a permit it may be held while permits are acquired.
 * Thread-safe.
 */
public interface Lease extends AutoCloseable {
    /** The kind, as configured under {@code leases}. */
    String kind();

    /** The time between the request and its grant, by the limiter's own stamps. */
    Duration waited();

    /** Ends the lease; the reclaim action will not run. Never blocks; only the first call does anything. */
    @Override
    void close();
}
