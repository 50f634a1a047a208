package dev.sluice.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The right to own one long-lived thing of a kind, such as a sandbox. Unlike a permit it may be held while permits are acquired.
 * Thread-safe.
 */
public interface Lease extends AutoCloseable {
    /** The kind, as configured under {@code leases}; {@code hold} for a {@link Limiter#hold}. */
    String kind();

    /** The time between the request and its grant, by the limiter's own stamps. */
    Duration waited();

    /** The line of work it belongs to; null if to none. */
    @Nullable
    LimitScope scope();

    /** Ends the lease; the reclaim action will not run. Never blocks; only the first call does anything. */
    @Override
    void close();
}
