package dev.sluice.ratelimit;

import org.jspecify.annotations.Nullable;

/**
 * How far concurrency is lowered. What it comes to is a function of time alone, so nothing has to happen for it to recover. Guarded by its
 * account's lock.
 */
final class Adaptive {
    private @Nullable AdaptiveConfig config;
    private boolean lowered;
    private int floor;
    private long since;

    /** Goes by these numbers from now on; not at all if null. */
    void configure(@Nullable AdaptiveConfig changed) {
        config = changed;
        lowered &= changed != null;
    }

    boolean isLowered() {
        return lowered;
    }

    /**
     * The server throttles: lowers, unless it did so less than one recovery ago, in which case this is one more answer of the same burst.
     *
     * @param configured what it recovers to
     * @param from when recovery begins to count: now, or the end of the pause that came with it
     */
    void throttle(int configured, long now, long from) {
        if (config == null) {
            return;
        }
        int limit = limit(configured, now);
        if (lowered && now - since < config.recoverNanos()) {
            since = from - now > 0 ? Math.max(since - from, 0) + from : since;
            return;
        }
        floor = Math.max(1, (int) (limit * config.ratio()));
        since = from;
        lowered = true;
    }

    /** How many are allowed now; notices when all are. */
    int limit(int configured, long now) {
        if (!lowered || config == null) {
            return configured;
        }
        long recovered = floor + Math.max(0, now - since) / config.recoverNanos();
        lowered = recovered < configured;
        return (int) Math.min(configured, recovered);
    }

    /** Nanoseconds until one more is allowed; forever if all are. */
    long recoveryWait(long now) {
        if (!lowered || config == null) {
            return WaitBound.FOREVER_NANOS;
        }
        long passed = now - since;
        long every = config.recoverNanos();
        return passed < 0 ? every - passed : every - passed % every;
    }
}
