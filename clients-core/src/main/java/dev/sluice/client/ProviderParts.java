package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.ratelimit.Limiter;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What all calls to one provider share, whichever of its APIs they go to.
 *
 * @param provider its name
 * @param requestIdHeader the header that tells it our ids; null if none does
 * @param http its time and size limits
 * @param retry how its calls are repeated
 * @param budget how many of them
 * @param backoff after which pause
 * @param breakers its circuits
 * @param limiter the account's limits
 */
record ProviderParts(
        String provider,
        @Nullable String requestIdHeader,
        HttpConfig http,
        RetryConfig retry,
        RetryBudget budget,
        Backoff backoff,
        Breakers breakers,
        Limiter limiter) {

    static ProviderParts of(
            String provider, Configuration configuration, Limiter limiter, TimeSource time, Listeners listeners) {
        RetryConfig retry = configuration.provider(provider, RetryConfig.SECTION);
        return new ProviderParts(
                provider,
                configuration.provider(provider, RequestIdConfig.SECTION).requestIdHeader(),
                configuration.provider(provider, HttpConfig.SECTION),
                retry,
                new RetryBudget(time, retry.budget().value()),
                new Backoff(
                        retry, time::instant, () -> ThreadLocalRandom.current().nextDouble()),
                new Breakers(provider, configuration.provider(provider, BreakerConfig.SECTION), time, listeners),
                limiter);
    }
}
