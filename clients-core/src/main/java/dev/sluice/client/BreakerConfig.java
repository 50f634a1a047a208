package dev.sluice.client;

import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Ratio;
import dev.sluice.foundation.config.Section;
import java.time.Duration;

/**
 * {@code providers.<provider>.circuit-breaker}: one per provider and group.
 */
record BreakerConfig(
        @Description("Share of failures among the last attempts that opens it.")
        Ratio failureRate,

        @Description("Attempts looked at; none is opened before so many were made.")
        int window,

        @Description("How long it refuses everything before it lets attempts probe.")
        Duration waitOpen) {

    static final BreakerConfig DEFAULT = new BreakerConfig(Ratio.parse("50%"), 20, Duration.ofSeconds(10));

    static final Section<BreakerConfig> SECTION =
            Section.ofProvider("circuit-breaker", BreakerConfig.class, provider -> DEFAULT);

    BreakerConfig {
        if (window < 1) {
            throw new IllegalArgumentException("window: " + window + " (expected: at least 1)");
        }
        HttpConfig.positive("wait-open", waitOpen);
    }
}
