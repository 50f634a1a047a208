package dev.sluice.ratelimit;

import dev.sluice.foundation.config.Alias;
import dev.sluice.foundation.config.Description;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits of some of a provider's requests.
 *
 * @param apart true: these limits stand instead of the provider's; false: both must allow a start
 * @param maxConcurrent permits held at most; no bound of its own if left out
 * @param minDelay strict distance between two starts of the group; none of its own if left out
 * @param quotas the group's own
 * @param adaptive how {@code maxConcurrent}, which must be given then, follows a server that throttles the group; not at all if left out
 */
public record GroupConfig(
        @Description("true: these limits stand instead of the provider's; false: both must allow a start.")
        boolean apart,

        @Description("Permits held at most, at least 1; no bound of its own if left out.") @Nullable
        Integer maxConcurrent,

        @Description("Strict distance between two starts of the group; none of its own if left out.")
        @Alias(value = "delay_seconds", unit = ChronoUnit.SECONDS)
        @Nullable
        Duration minDelay,

        @Description("The group's own windows.") List<QuotaConfig> quotas,

        @Description("Lowers max-concurrent while the server throttles the group; never if left out.") @Nullable
        AdaptiveConfig adaptive) {

    /**
     * Checks the numbers and copies the list.
     *
     * @throws IllegalArgumentException if the numbers make no limit
     */
    public GroupConfig {
        if (maxConcurrent != null) {
            LimitsConfig.checkConcurrency(maxConcurrent);
        }
        if (minDelay != null) {
            LimitsConfig.checkDuration("min-delay", minDelay);
        }
        if (adaptive != null && maxConcurrent == null) {
            throw new IllegalArgumentException("adaptive: without max-concurrent (expected: a number to lower)");
        }
        quotas = LimitsConfig.checkQuotas(quotas);
    }

    /** Limits that do not adapt. */
    public GroupConfig(
            boolean apart, @Nullable Integer maxConcurrent, @Nullable Duration minDelay, List<QuotaConfig> quotas) {
        this(apart, maxConcurrent, minDelay, quotas, null);
    }

    /** The same, following a server that throttles. */
    public GroupConfig withAdaptive(@Nullable AdaptiveConfig value) {
        return new GroupConfig(apart, maxConcurrent, minDelay, quotas, value);
    }

    /** Quotas under the provider's own gate. */
    public static GroupConfig under(QuotaConfig... quotas) {
        return new GroupConfig(false, null, null, List.of(quotas));
    }

    /** A gate of its own, without pacing. */
    public static GroupConfig apart(int maxConcurrent, QuotaConfig... quotas) {
        return new GroupConfig(true, maxConcurrent, null, List.of(quotas));
    }

    int concurrency() {
        return maxConcurrent == null ? Integer.MAX_VALUE : maxConcurrent;
    }

    Duration delay() {
        return minDelay == null ? Duration.ZERO : minDelay;
    }
}
