package dev.sluice.ratelimit.spi;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the counts of limits that several processes share. Every method is one round trip: the whole composed decision is made where the counts
 * are, at one reading of one clock, the store's. Nothing here blocks; stages complete on a thread of the implementation's, which must not be
 * held up. Thread-safe.
 *
 * <p>What is demanded, and proven by the contract test in this module's tests:
 * <ul>
 *   <li>All or nothing: a refused {@link Ask} leaves every count as it was.
 *   <li>By the store's clock: never more permits than {@code maxConcurrent} that have not expired, no two starts closer than {@code minDelay},
 *       no window with more than its capacity, but for settlements above the estimate.
 *   <li>Repeating changes nothing: an {@code Ask} with a token that is still held, a release, a renewal.
 *   <li>A process that dies costs a permit for no longer than its {@code ttl}.
 * </ul>
 *
 * <p>If the store cannot be reached or does not answer in time (100 ms is enough), the stage completes with {@link BackendUnavailableException}, and
 * quickly: what happens then is the asker's policy, not the implementation's. An ask without an answer may have been granted: it is released
 * by its token, or repeated with it.
 *
 * <p>A permit is a lease without fencing, because the providers know nothing of it: a process that was stopped for longer than its {@code ttl}
 * works beside the one that was let in for it. Renew every third of it, and start nothing new after a renewal that failed.
 */
public interface LimitBackend {
    /** Decides. */
    CompletionStage<Answer> ask(Ask ask);

    /** Frees what a token holds in these stages; true if it held anything, false if it was free before or had expired. */
    CompletionStage<Boolean> release(String token, List<StageKey> stages);

    /** Holds on for so long from now; false if the token has lost any of these stages, which stay lost. */
    CompletionStage<Boolean> renew(String token, List<StageKey> stages, Duration ttl);

    /** Charges the difference, if the window still remembers the start. */
    CompletionStage<Void> settle(Settlement settlement);

    /** Lets nothing start there for so long from now; a pause that runs longer stays. */
    CompletionStage<Void> pause(StageKey stage, Duration duration);

    /** What these stages count, in their order. */
    CompletionStage<List<StageCounts>> snapshot(List<StageLimits> stages);
}
