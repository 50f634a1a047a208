package dev.sluice.client;

import dev.sluice.foundation.config.Description;
import dev.sluice.foundation.config.Ratio;
import dev.sluice.foundation.config.Section;
import java.time.Duration;

/**
 * {@code providers.<provider>.retry}.
 */
record RetryConfig(
        @Description("HTTP exchanges per call at most, the first included.")
        int maxAttempts,

        @Description(
                "Upper bound of the first pause, doubled for each further one; the pause is drawn evenly from zero to the bound.")
        Duration backoff,

        @Description("Where the doubling ends.") Duration maxBackoff,

        @Description("Longest wait that a server may ask of a call; a longer one fails at once, saying when.")
        Duration maxRetryAfter,

        @Description(
                "Share of calls that may be repeated, ten a minute always; retries that the server timed do not count.")
        Ratio budget,

        @Description("Whether calls that cost money are repeated.")
        boolean billed) {

    static final RetryConfig DEFAULT = new RetryConfig(
            3, Duration.ofMillis(500), Duration.ofSeconds(8), Duration.ofSeconds(60), Ratio.parse("20%"), true);

    static final Section<RetryConfig> SECTION = Section.ofProvider("retry", RetryConfig.class, provider -> DEFAULT);

    RetryConfig {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("max-attempts: " + maxAttempts + " (expected: at least 1)");
        }
        HttpConfig.positive("backoff", backoff);
        HttpConfig.positive("max-backoff", maxBackoff);
        HttpConfig.positive("max-retry-after", maxRetryAfter);
    }
}
