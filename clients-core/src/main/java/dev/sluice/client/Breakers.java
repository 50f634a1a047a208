package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The circuits of one provider, one for each group: a sandbox's toolbox may be down while the API is well. Thread-safe. */
final class Breakers {
    private final String provider;
    private final BreakerConfig config;
    private final TimeSource time;
    private final Listeners listeners;
    private final Map<String, Breaker> byName = new ConcurrentHashMap<>();

    Breakers(String provider, BreakerConfig config, TimeSource time, Listeners listeners) {
        this.provider = provider;
        this.config = config;
        this.time = time;
        this.listeners = listeners;
    }

    Breaker of(Call call) {
        String group = call.plan().group();
        return byName.computeIfAbsent(
                Breaker.name(provider, group), unseen -> new Breaker(provider, group, config, time, listeners));
    }
}
