package dev.sluice.ratelimit;

import java.time.Duration;
import java.time.Instant;

/**
 * Hears what limiters do. Called on a thread of its own, one event after the other; events are dropped, and counted, when it cannot keep up.
 * So it can be slow, block or throw, and no grant is delayed or lost by it.
 */
public interface LimiterListener {
    /** A permit or lease was granted after this wait. */
    default void onGranted(String limiter, Duration waited) {}

    /** A request has to wait for its turn, concurrency, pacing, a quota or a pause; its grant or refusal follows. */
    default void onWaiting(String limiter) {}

    /**
     * A permit or lease was lost to the garbage collector without being closed, and was taken back; of a lease, after its owner's reclaim
     * action. Losses are found when another request has to wait, by a snapshot, and otherwise after some dozens of requests.
     *
     * @param limiter and after a slash the kind of lease
     * @param callSite where it was asked for, if {@link Limiters.Builder#callSites} is on; else says that this is not recorded
     */
    default void onLeaked(String limiter, String callSite) {}

    /** A request was refused, at once or after waiting in vain. */
    default void onRefused(String limiter, RefusalReason reason, Duration waitNeeded, int queueLength) {}

    /** A server's pause began or was prolonged. */
    default void onPaused(String limiter, Target target, Instant until) {}

    /** Other limits than before are in force, by a call or by a changed file; told of each limiter that is concerned. */
    default void onReconfigured(String limiter, LimitsConfig config) {}

    /**
     * A changed configuration was refused whole and the old limits go on; told once per content.
     *
     * @param why with a message of one line, {@code file:line:column: path: fact (expected: …)}
     */
    default void onReloadRefused(RuntimeException why) {}

    /** So many events were dropped since the last call because the listener could not keep up. */
    default void onDropped(long events) {}
}
