package dev.sluice.ratelimit;

import java.time.Duration;

/** The answer of {@link Limiter#tryAcquire}. */
public sealed interface TryAcquireResult {
    /** The permit, to be closed by the caller. */
    record Granted(Permit permit) implements TryAcquireResult {}

    /**
     * No permit, and nothing spent.
     *
     * @param reason what stands in the way
     * @param waitNeeded the least wait, as in {@link PermitUnavailableException#waitNeeded()}
     * @param queueLength how many others wait
     */
    record Refused(RefusalReason reason, Duration waitNeeded, int queueLength) implements TryAcquireResult {}
}
