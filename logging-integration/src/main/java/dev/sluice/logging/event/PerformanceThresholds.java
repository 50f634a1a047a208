package dev.sluice.logging.event;

import dev.sluice.foundation.config.Description;
import java.time.Duration;

/**
 * {@code logging.thresholds}: from when on a duration is noticeable.
 *
 * @param throttled a wait for a permit that is logged as {@code rate_limit_throttled}; 1 s by default
 * @param slow what 95 % of calls should not exceed; 2 s by default
 * @param critical what 99 % of calls should not exceed; 5 s by default
 */
public record PerformanceThresholds(
        @Description("A wait for a permit that is longer is logged as rate_limit_throttled.")
        Duration throttled,

        @Description("What 95 % of calls should not exceed; a longer one is logged as slow.")
        Duration slow,

        @Description("What 99 % of calls should not exceed; a longer one is logged as critical.")
        Duration critical) {
    /** The seed's figures for response times: 2 and 5 seconds; a wait of a second is no ordinary pacing. */
    public static final PerformanceThresholds DEFAULTS =
            new PerformanceThresholds(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5));

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if one is negative, or critical below slow
     */
    public PerformanceThresholds {
        if (throttled.isNegative() || slow.isNegative() || critical.compareTo(slow) < 0) {
            throw new IllegalArgumentException(
                    "thresholds: out of order (expected: none negative, critical not below slow)");
        }
    }

    /** How a duration compares: {@code normal}, {@code slow}, {@code critical}. */
    public String status(Duration duration) {
        if (duration.compareTo(slow) <= 0) {
            return "normal";
        }
        return duration.compareTo(critical) <= 0 ? "slow" : "critical";
    }

    void addTo(Fields fields, Duration duration) {
        fields.millis(EventKey.P95_THRESHOLD, slow)
                .millis(EventKey.P99_THRESHOLD, critical)
                .put(EventKey.PERFORMANCE_STATUS, status(duration));
    }
}
