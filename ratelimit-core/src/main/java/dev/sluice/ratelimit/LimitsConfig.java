package dev.sluice.ratelimit;

import dev.sluice.foundation.config.Alias;
import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Section;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one provider account, as they stand in {@code providers.<provider>.limits}. Immutable.
 *
 * @param maxConcurrent permits held at most, at least 1
 * @param minDelay strict distance between two starts; zero for none
 * @param reserveCritical how many of {@code maxConcurrent} only {@link Priority#CRITICAL} may use; below {@code maxConcurrent}
 * @param quotas of all requests that are not in a group of their own apart
 * @param groups by name
 * @param leases the number of long-lived things by kind, at least 0 each
 * @param pauseCap the longest that one answer of a server can pause or lower anything
 * @param adaptive how {@code maxConcurrent} follows a server that throttles; not at all if left out
 * @param budget what may be spent by all requests, those of groups apart included; without a cap if left out
 */
public record LimitsConfig(
        @Description("Permits held at most, at least 1.") int maxConcurrent,

        @Description("Strict distance between two request starts; 0s for none.")
        @Alias(value = "delay_seconds", unit = ChronoUnit.SECONDS)
        Duration minDelay,

        @Description("How many of max-concurrent only CRITICAL requests may use.")
        int reserveCritical,

        @Description("Windows over all requests that are not in a group apart.")
        List<QuotaConfig> quotas,

        @Description("Limits of some of the requests, by the group's name.")
        Map<String, GroupConfig> groups,

        @Description("Long-lived things, such as sandboxes, at most at once, by kind.")
        Map<String, Integer> leases,

        @Description("The longest pause that one answer of the server can impose.")
        Duration pauseCap,

        @Description("Lowers max-concurrent while the server throttles; never if left out.") @Nullable
        AdaptiveConfig adaptive,

        @Description("A cap on what all requests together may spend; none if left out.") @Nullable
        BudgetConfig budget) {

    /** {@code providers.<provider>.limits} with the shipped defaults. */
    public static final Section<LimitsConfig> SECTION =
            Section.ofProvider("limits", LimitsConfig.class, LimitsConfig::defaultsFor);

    /**
     * Checks the numbers and copies the collections.
     *
     * @throws IllegalArgumentException if the numbers make no limit
     */
    public LimitsConfig {
        checkConcurrency(maxConcurrent);
        checkDuration("min-delay", minDelay);
        checkDuration("pause-cap", pauseCap);
        if (reserveCritical < 0 || reserveCritical >= maxConcurrent) {
            throw new IllegalArgumentException("reserve-critical: " + reserveCritical
                    + " (expected: at least 0 and below max-concurrent, which is " + maxConcurrent + ")");
        }
        leases.forEach((kind, count) -> {
            if (count < 0) {
                throw new IllegalArgumentException("leases." + kind + ": " + count + " (expected: at least 0)");
            }
        });
        if (budget != null && quotas.stream().anyMatch(quota -> quota.name().equals(BudgetConfig.USD))) {
            throw new IllegalArgumentException(
                    "budget: beside a quota of the id usd (expected: one of the two, since both count the same)");
        }
        quotas = checkQuotas(quotas);
        groups = Map.copyOf(groups);
        leases = Map.copyOf(leases);
    }

    /** Concurrency and pacing alone; pauses capped at {@link ShippedLimits#PAUSE_CAP one minute}. */
    public static LimitsConfig of(int maxConcurrent, Duration minDelay) {
        return new LimitsConfig(
                maxConcurrent, minDelay, 0, List.of(), Map.of(), Map.of(), ShippedLimits.PAUSE_CAP, null, null);
    }

    /** What ships for a provider; 10 at once and 100 ms apart for one that Sluice does not know. */
    public static LimitsConfig defaultsFor(String provider) {
        return ShippedLimits.of(provider);
    }

    /** The same with these quotas. */
    public LimitsConfig withQuotas(QuotaConfig... values) {
        return new LimitsConfig(
                maxConcurrent, minDelay, reserveCritical, List.of(values), groups, leases, pauseCap, adaptive, budget);
    }

    /** The same with these groups. */
    public LimitsConfig withGroups(Map<String, GroupConfig> values) {
        return new LimitsConfig(
                maxConcurrent, minDelay, reserveCritical, quotas, values, leases, pauseCap, adaptive, budget);
    }

    /** The same with these leases. */
    public LimitsConfig withLeases(Map<String, Integer> values) {
        return new LimitsConfig(
                maxConcurrent, minDelay, reserveCritical, quotas, groups, values, pauseCap, adaptive, budget);
    }

    /** The same with so much concurrency kept for {@link Priority#CRITICAL}. */
    public LimitsConfig withReserveCritical(int value) {
        return new LimitsConfig(maxConcurrent, minDelay, value, quotas, groups, leases, pauseCap, adaptive, budget);
    }

    /** The same with this cap on pauses. */
    public LimitsConfig withPauseCap(Duration value) {
        return new LimitsConfig(
                maxConcurrent, minDelay, reserveCritical, quotas, groups, leases, value, adaptive, budget);
    }

    /** The same, following a server that throttles. */
    public LimitsConfig withAdaptive(@Nullable AdaptiveConfig value) {
        return new LimitsConfig(
                maxConcurrent, minDelay, reserveCritical, quotas, groups, leases, pauseCap, value, budget);
    }

    /** The same with this cap on what is spent. */
    public LimitsConfig withBudget(@Nullable BudgetConfig value) {
        return new LimitsConfig(
                maxConcurrent, minDelay, reserveCritical, quotas, groups, leases, pauseCap, adaptive, value);
    }

    /** The windows over all requests, the budget's included. */
    List<QuotaConfig> allQuotas() {
        if (budget == null) {
            return quotas;
        }
        List<QuotaConfig> all = new ArrayList<>(quotas);
        all.add(budget.quota());
        return all;
    }

    static void checkConcurrency(int maxConcurrent) {
        if (maxConcurrent < 1) {
            throw new IllegalArgumentException("max-concurrent: " + maxConcurrent + " (expected: at least 1)");
        }
    }

    static void checkDuration(String key, Duration value) {
        if (value.isNegative() || WaitBound.nanos(value) == WaitBound.FOREVER_NANOS) {
            throw new IllegalArgumentException(key + ": out of range (expected: zero or more and below a century)");
        }
    }

    static List<QuotaConfig> checkQuotas(List<QuotaConfig> quotas) {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < quotas.size(); i++) {
            String id = quotas.get(i).name();
            if (!ids.add(id)) {
                throw new IllegalArgumentException("quotas[" + i + "]: id " + id + " twice (expected: unique ids)");
            }
        }
        return List.copyOf(quotas);
    }
}
