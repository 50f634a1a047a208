package dev.sluice.client;

import dev.sluice.foundation.config.Ratio;
import dev.sluice.foundation.config.Section;
import java.time.Duration;

/**
 * {@code providers.<provider>.retry}.
 *
 * @param maxAttempts HTTP exchanges per call at most, the first included
 * @param backoff upper bound of the first pause, doubled for each further one; the pause is drawn evenly from zero to the bound
 * @param maxBackoff where the doubling ends
 * @param budget share of calls that may be repeated, ten a minute always; retries the server timed itself do not count
 * @param billed whether calls that cost money are repeated
 */
record RetryConfig(int maxAttempts, Duration backoff, Duration maxBackoff, Ratio budget, boolean billed) {

    static final RetryConfig DEFAULT =
            new RetryConfig(3, Duration.ofMillis(500), Duration.ofSeconds(8), Ratio.parse("20%"), true);

    static final Section<RetryConfig> SECTION = Section.ofProvider("retry", RetryConfig.class, provider -> DEFAULT);

    RetryConfig {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("max-attempts: " + maxAttempts + " (expected: at least 1)");
        }
        HttpConfig.positive("backoff", backoff);
        HttpConfig.positive("max-backoff", maxBackoff);
    }
}
