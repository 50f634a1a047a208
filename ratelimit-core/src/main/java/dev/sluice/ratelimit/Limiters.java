package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The limiters of a process, by provider and account: two clients of one account share one limiter. Thread-safe.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Limiters implements AutoCloseable {
    private final Function<String, LimitsConfig> configByProvider;
    private final TimeSource time;

    private Limiters(Function<String, LimitsConfig> configByProvider, TimeSource time) {
        this.configByProvider = configByProvider;
        this.time = time;
    }

    /** Limiters with these limits, made when first asked for. */
    public static Limiters create(Function<String, LimitsConfig> configByProvider, TimeSource time) {
        return new Limiters(configByProvider, time);
    }

    /** The limiter of a provider's only account. */
    public Limiter limiter(String provider) {
        return limiter(provider, "");
    }

    /** The limiter of one of several accounts. */
    public Limiter limiter(String provider, String account) {
        throw new UnsupportedOperationException(provider + account + configByProvider + time);
    }

    /**
     * Waits until all entries can be granted at one instant, and holds nothing meanwhile.
     *
     * @param within the longest wait, for all together
     * @throws IllegalArgumentException if two entries go through the same gate, or a limiter belongs to other limiters
     * @throws InterruptedException if the thread is interrupted before it has the permits; nothing is spent
     * @throws PermitUnavailableException if the wait does not or did not fit
     */
    public Permits acquireAll(Duration within, Entry... entries) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** As {@link #acquireAll}, with the rules of {@link Limiter#acquireAsync}. */
    public CompletableFuture<Permits> acquireAllAsync(Duration within, Entry... entries) {
        throw new UnsupportedOperationException();
    }

    /** Refuses all waiters and all later requests, and runs the reclaim action of every lease that is still held. */
    @Override
    public void close() {}
}
