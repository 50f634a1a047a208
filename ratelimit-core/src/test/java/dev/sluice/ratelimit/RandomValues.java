package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random requests and limits that fit them. */
final class RandomValues {
    private final Random random;
    private final boolean simple;
    private final boolean late;

    /**
     * @param simple without quotas and reserve of the provider's own
     * @param late limits that never change
     */
    RandomValues(Random random, boolean simple, boolean late) {
        this.random = random;
        this.simple = simple;
        this.late = late;
    }

    Priority priority() {
        return Priority.values()[random.nextInt(3)];
    }

    AcquireRequest request() {
        AcquireRequest request = AcquireRequest.of(1 + random.nextInt(2)).priority(priority());
        request = switch (random.nextInt(4)) {
            case 0 -> request.group("under");
            case 1 -> request.group("apart");
            default -> request;
        };
        request = random.nextBoolean() ? request.subgroup(subgroup(random)) : request;
        request = random.nextBoolean() ? request.cost("tokens", random.nextInt(60)) : request;
        return random.nextBoolean() ? request.cost("usd", BigDecimal.valueOf(random.nextInt(1_000_000), 6)) : request;
    }

    static String subgroup(Random random) {
        return random.nextBoolean() ? "one" : "two";
    }

    LimitsConfig config() {
        int max = 1 + random.nextInt(6);
        Duration delay = Duration.ofMillis(random.nextInt(3) * 10L);
        QuotaConfig requests = QuotaConfig.sliding("requests", 3 + random.nextInt(20), Duration.ofMillis(700));
        QuotaConfig tokens = QuotaConfig.sliding("tokens", 60 + random.nextInt(200), Duration.ofSeconds(3));
        QuotaConfig usd = QuotaConfig.budget("usd", BigDecimal.valueOf(1 + random.nextInt(9)), Duration.ofSeconds(2));
        QuotaConfig group = QuotaConfig.sliding("group", 2 + random.nextInt(5), Duration.ofSeconds(1));
        QuotaConfig minutes = QuotaConfig.calendar("minutes", 30 + random.nextInt(30), Duration.ofMinutes(1), "UTC");
        GroupConfig under = new GroupConfig(
                false,
                1 + random.nextInt(3),
                Duration.ofMillis(random.nextInt(30)),
                List.of(group, minutes),
                adaptive());
        GroupConfig apart = new GroupConfig(true, 1 + random.nextInt(3), null, List.of(group), adaptive());
        return LimitsConfig.of(max, delay)
                .withQuotas(simple ? new QuotaConfig[0] : new QuotaConfig[] {requests, tokens, usd})
                .withGroups(Map.of("under", under, "apart", apart))
                .withLeases(Map.of("boxes", late ? 2 : random.nextInt(3)))
                .withReserveCritical(simple ? 0 : random.nextInt(max))
                .withAdaptive(adaptive());
    }

    /** None where limits never change: a pause would change them. */
    private AdaptiveConfig adaptive() {
        return late ? null : RandomFeedback.adaptive(random);
    }
}
