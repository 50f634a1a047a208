package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * How long to wait before the next attempt: until the server's own time if it named one, else a pause drawn evenly from zero to a bound that
 * doubles ("full jitter", which spreads callers that failed together best).
 */
final class Backoff {
    /** Servers have been seen to count up to 11 ms late, so that a retry at the very instant is early. */
    private static final long SERVER_SLACK_MILLIS = 15;

    private static final int MAX_DOUBLINGS = 30;

    private final RetryConfig config;
    private final Supplier<Instant> clock;
    private final DoubleSupplier random;

    /** @param random evenly from 0 to below 1 */
    Backoff(RetryConfig config, Supplier<Instant> clock, DoubleSupplier random) {
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Milliseconds to wait after the failure of this attempt, counted from 1; below zero if the server's own time is further off than a call
     * waits for.
     */
    long waitMillis(int attempt, ClientException failure) {
        return isTimed(failure) ? untilMillis(failure.retryAt().orElseThrow()) : jitteredMillis(attempt);
    }

    /** Whether the server named a time; one that is over, by its clock or ours, is none. */
    boolean isTimed(ClientException failure) {
        return failure.retryAt().filter(clock.get()::isBefore).isPresent();
    }

    private long untilMillis(Instant instant) {
        Duration wait = Duration.between(clock.get(), instant);
        return wait.compareTo(config.maxRetryAfter()) > 0 ? -1 : Math.max(0, wait.toMillis()) + SERVER_SLACK_MILLIS;
    }

    private long jitteredMillis(int attempt) {
        double bound = config.backoff().toMillis() * Math.pow(2, Math.min(attempt - 1, MAX_DOUBLINGS));
        return (long) (random.getAsDouble()
                * Math.min(bound, (double) config.maxBackoff().toMillis()));
    }
}
