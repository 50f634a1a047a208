package dev.sluice.client;

import dev.sluice.foundation.config.Ratio;
import dev.sluice.foundation.config.Section;
import java.time.Duration;

/**
 * {@code providers.<provider>.circuit-breaker}: one per provider and group.
 *
 * @param failureRate share of failures among the last {@code window} attempts that opens it
 * @param window attempts looked at; none is opened before so many were made
 * @param waitOpen how long it refuses everything before it lets attempts probe
 */
record BreakerConfig(Ratio failureRate, int window, Duration waitOpen) {

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
