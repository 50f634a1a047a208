package dev.sluice.openrouter.internal;

import dev.sluice.client.error.ClientException;
import dev.sluice.foundation.TimeSource;
import dev.sluice.ratelimit.Limiter;
import dev.sluice.ratelimit.ServerFeedback;
import dev.sluice.ratelimit.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The group of models whose id ends in {@code :free}: 20 requests per minute, and per day of UTC 50 or 1000 (OpenRouter, limits), of which the account's
 * key tells what is left. Thread-safe.
 */
public final class FreeModels {

    /** The limits' group. */
    public static final String GROUP = "free-models";

    private static final String PER_DAY = "rpd";
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(FreeModels.class);

    private final Limiter limiter;
    private final TimeSource time;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Supplier<OptionalLong> key;
    private volatile Instant heldUntil = Instant.MIN;

    FreeModels(Limiter limiter, TimeSource time) {
        this.limiter = limiter;
        this.time = time;
    }

    static boolean isFree(String model) {
        return model.endsWith(":free");
    }

    /** From now on asks this before the first call of each day, and heeds what it says is left. */
    public void limitBy(Supplier<OptionalLong> left) {
        key = left;
    }

    /**
     * Asks, and lets no more than is left depart until the day of UTC ends in which it was asked; the configured number, if that is less.
     *
     * @return how many; empty if it is not told, and then nothing has changed
     */
    public OptionalLong heed(Supplier<OptionalLong> asked) {
        Instant end = endOfDay();
        OptionalLong left = asked.get();
        left.ifPresent(remaining ->
                limiter.feedback(ServerFeedback.remaining(Target.group(GROUP), PER_DAY, Math.max(0, remaining), end)));
        return left;
    }

    private Instant endOfDay() {
        return time.instant().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }

    /** The first one of a day asks, the others wait for it; a key that cannot be read keeps nobody from calling. */
    void beforeCall() {
        Supplier<OptionalLong> asked = key;
        if (asked == null || time.instant().isBefore(heldUntil)) {
            return;
        }
        try {
            asking.lockInterruptibly();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt(); // the wait for a permit tells
            return;
        }
        try {
            if (!time.instant().isBefore(heldUntil)) {
                heldUntil = ask(asked);
            }
        } finally {
            asking.unlock();
        }
    }

    /** Until when what it said holds. */
    private Instant ask(Supplier<OptionalLong> asked) {
        Instant end = endOfDay();
        try {
            heed(asked);
            return end;
        } catch (ClientException failure) {
            LOG.warn(
                    "free models: the key does not tell what is left, the configured number holds: {}",
                    failure.getMessage());
            return time.instant().plus(AFTER_FAILURE);
        }
    }
}
