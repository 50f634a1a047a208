package dev.sluice.ratelimit;

import dev.sluice.foundation.config.Ratio;
import dev.sluice.testsupport.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;

/** What servers say at random, told to limiters and models alike. */
final class RandomFeedback {
    private static final String[] GROUPS = {null, "under", "apart"};
    private static final String[] KINDS = {null, "tokens", "images"};

    private final Random random;
    private final VirtualTime time;
    private final Limiters limiters;
    private final Map<String, ModelAccount> models;

    RandomFeedback(Random random, VirtualTime time, Limiters limiters, Map<String, ModelAccount> models) {
        this.random = random;
        this.time = time;
        this.limiters = limiters;
        this.models = models;
    }

    void pause(String provider) {
        String group = random.nextBoolean() ? null : "under";
        Instant until = time.instant().plusMillis(random.nextInt(3000));
        models.get(provider).pause(group, time.nanoTime(), Duration.between(time.instant(), until));
        limiters.limiter(provider).feedback(ServerFeedback.pause(target(group), until));
    }

    void pauseSubgroup(String provider) {
        String group = random.nextBoolean() ? "under" : "apart";
        String subgroup = RandomValues.subgroup(random);
        Duration wait = Duration.ofMillis(random.nextInt(3000));
        models.get(provider).pauseSubgroup(group, subgroup, time.nanoTime(), wait);
        limiters.limiter(provider)
                .feedback(ServerFeedback.pause(
                        Target.subgroup(group, subgroup), time.instant().plus(wait)));
    }

    void remaining(String provider) {
        String group = GROUPS[random.nextInt(GROUPS.length)];
        String kind = KINDS[random.nextInt(KINDS.length)];
        long left = random.nextInt("tokens".equals(kind) ? 200 : 12);
        Duration wait = Duration.ofMillis(random.nextInt(3000));
        models.get(provider).remaining(group, kind, left, time.nanoTime(), time.nanoTime() + wait.toNanos());
        limiters.limiter(provider)
                .feedback(ServerFeedback.remaining(
                        target(group), kind, left, time.instant().plus(wait)));
    }

    void throttled(String provider) {
        String group = GROUPS[random.nextInt(GROUPS.length)];
        models.get(provider).throttle(group, time.nanoTime(), time.nanoTime());
        limiters.limiter(provider).feedback(ServerFeedback.throttled(target(group)));
    }

    private static Target target(String group) {
        return group == null ? Target.account() : Target.group(group);
    }

    /** How concurrency follows a server, or null. */
    static AdaptiveConfig adaptive(Random random) {
        return random.nextInt(3) == 0
                ? null
                : new AdaptiveConfig(
                        new Ratio((1 + random.nextInt(9)) / 10.0), Duration.ofMillis(100 + random.nextInt(900)));
    }
}
