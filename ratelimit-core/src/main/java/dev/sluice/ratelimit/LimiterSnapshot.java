package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a limiter looked like at one instant; all parts belong together. Immutable.
 *
 * @param name the limiter's
 * @param provider the provider's own gate
 * @param groups configured groups, and others while they are in use, by name
 * @param leases by kind
 * @param totals since the limiter was made
 * @param waits of everything that was granted, leases apart
 */
public record LimiterSnapshot(
        String name,
        Stage provider,
        Map<String, Stage> groups,
        Map<String, Stage> leases,
        Totals totals,
        WaitHistogram waits) {

    /** Copies the maps. */
    public LimiterSnapshot {
        groups = Map.copyOf(groups);
        leases = Map.copyOf(leases);
    }

    /**
     * One place where requests are counted.
     *
     * @param inFlight permits held
     * @param maxConcurrent the most that are given out now; {@link Integer#MAX_VALUE} where there is no bound of its own
     * @param configuredConcurrent the most that are given out while the server does not throttle
     * @param queued waiters by priority
     * @param nextSlot how long until pacing and pauses allow a start; zero means now
     * @param pausedUntil the end of a pause that still runs
     * @param quotas what is left of each, in permits
     * @param budgets what is left of each, in money
     * @param allowances what the server said is left, where that still holds
     * @param pausedSubgroups of a group, the ends of pauses of single {@linkplain AcquireRequest#subgroup subgroups} by name
     */
    public record Stage(
            int inFlight,
            int maxConcurrent,
            int configuredConcurrent,
            Map<Priority, Integer> queued,
            Duration nextSlot,
            @Nullable Instant pausedUntil,
            List<Quota> quotas,
            List<Budget> budgets,
            List<Allowance> allowances,
            Map<String, Instant> pausedSubgroups) {

        /** Copies the collections. */
        public Stage {
            queued = Map.copyOf(queued);
            quotas = List.copyOf(quotas);
            budgets = List.copyOf(budgets);
            allowances = List.copyOf(allowances);
            pausedSubgroups = Map.copyOf(pausedSubgroups);
        }

        Stage withPausedSubgroups(Map<String, Instant> values) {
            return new Stage(
                    inFlight,
                    maxConcurrent,
                    configuredConcurrent,
                    queued,
                    nextSlot,
                    pausedUntil,
                    quotas,
                    budgets,
                    allowances,
                    values);
        }

        /** Waiters of all priorities. */
        public int queueLength() {
            return queued.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** What is left of a quota in the window that ends now. */
    public record Quota(String id, long permits, Duration per, long remaining) {}

    /** What is left of a budget in the window that ends now. */
    public record Budget(String id, BigDecimal amount, Duration per, BigDecimal remaining) {}

    /**
     * What may still depart by the server's word.
     *
     * @param quota the id of the quota that it named; null if it is counted by weight
     * @param remaining in permits, or in money if the quota is one of money
     * @param resetAt when it ends
     */
    public record Allowance(@Nullable String quota, BigDecimal remaining, Instant resetAt) {}

    /**
     * Counts since the limiter was made, leases apart.
     *
     * @param granted departures: permits granted and not handed back
     * @param refused at once or by running out of time
     * @param abandoned cancelled or interrupted while waiting
     * @param handedBack granted in a race with a cancel or an interrupt, and undone
     * @param charged what quotas were charged for the departures, in permits, by quota id; of a group, its name and a slash before it
     * @param spent what budgets were charged, likewise, in money
     */
    public record Totals(
            long granted,
            long refused,
            long abandoned,
            long handedBack,
            Map<String, Long> charged,
            Map<String, BigDecimal> spent) {

        /** Copies the maps. */
        public Totals {
            charged = Map.copyOf(charged);
            spent = Map.copyOf(spent);
        }
    }
}
