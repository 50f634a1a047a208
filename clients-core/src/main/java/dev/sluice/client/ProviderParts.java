package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import dev.sluice.foundation.config.Configuration;
import dev.sluice.ratelimit.Limiter;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What all calls to one provider share, whichever of its APIs they go to.
 *
 * @param provider its name
 * @param http its time and size limits
 * @param retry how its calls are repeated
 * @param budget how many of them
 * @param backoff after which pause
 * @param breakers its circuits
 * @param limiter the account's limits
 */
record ProviderParts(
        String provider,
        HttpConfig http,
        RetryConfig retry,
        RetryBudget budget,
        Backoff backoff,
        Breakers breakers,
        Limiter limiter) {

    static ProviderParts of(String provider, Configuration configuration, Limiter limiter, TimeSource time) {
        RetryConfig retry = configuration.provider(provider, RetryConfig.SECTION);
        return new ProviderParts(
                provider,
                configuration.provider(provider, HttpConfig.SECTION),
                retry,
                new RetryBudget(time, retry.budget().value()),
                new Backoff(
                        retry, time::instant, () -> ThreadLocalRandom.current().nextDouble()),
                new Breakers(provider, configuration.provider(provider, BreakerConfig.SECTION), time),
                limiter);
    }
}
