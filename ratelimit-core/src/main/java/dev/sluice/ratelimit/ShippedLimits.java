package dev.sluice.ratelimit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The limits that ship, each with the source of its number. */
final class ShippedLimits {
    /** Longer server pauses are obeyed a minute at a time: the next answer prolongs them, a wrong one costs a minute. Our own choice. */
    static final Duration PAUSE_CAP = Duration.ofMinutes(1);

    /** Whose limits ship. */
    static final Set<String> PROVIDERS = Set.of("polymarket", "exa", "openrouter", "daytona");

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private ShippedLimits() {}

    static LimitsConfig of(String provider) {
        return switch (provider) {
            case "polymarket" -> polymarket();
            case "exa" -> exa();
            case "openrouter" -> openrouter();
            case "daytona" -> daytona();
            default ->
                LimitsConfig.of(
                        10,
                        Duration.ofMillis(100)); // our own choice: as cautious as the seed's slowest API of this kind
        };
    }

    /**
     * 10 / 50 ms: the product's seed. Groups: the windows that docs.polymarket.com (rate limits, mirror of 2026-08-22) gives below the 20
     * starts per second that the pacing allows anyway; the documented windows slide over 10 s.
     */
    private static LimitsConfig polymarket() {
        return LimitsConfig.of(10, Duration.ofMillis(50))
                .withGroups(Map.of(
                        "positions", GroupConfig.under(QuotaConfig.sliding("positions", 150, TEN_SECONDS)),
                        "closed-positions",
                                GroupConfig.under(QuotaConfig.sliding("closed-positions", 150, TEN_SECONDS)),
                        "balance-update", GroupConfig.under(QuotaConfig.sliding("balance-update", 50, TEN_SECONDS)),
                        "notifications", GroupConfig.under(QuotaConfig.sliding("notifications", 125, TEN_SECONDS)),
                        "api-keys", GroupConfig.under(QuotaConfig.sliding("api-keys", 100, TEN_SECONDS))));
    }

    /**
     * 10 / 150 ms: the product's seed. Groups and research tasks: exa.ai/docs/reference/rate-limits (10 searches, 10 answers and 100 contents
     * a second, 15 research tasks at once, for the whole team). The seed's pace keeps searches and answers below their windows, which take
     * over where min-delay is lowered.
     */
    private static LimitsConfig exa() {
        return LimitsConfig.of(10, Duration.ofMillis(150))
                .withGroups(Map.of(
                        "search", GroupConfig.under(QuotaConfig.sliding("rps", 10, SECOND)),
                        "answer", GroupConfig.under(QuotaConfig.sliding("rps", 10, SECOND)),
                        "contents", GroupConfig.apart(10, QuotaConfig.sliding("rps", 100, SECOND))))
                .withLeases(Map.of("research-tasks", 15));
    }

    /**
     * 10 / 100 ms: the product's seed. Free models: 20 per minute and 1000 per day from 00:00 UTC (50 for accounts that never bought
     * 10 credits: lower it then), OpenRouter's api_reference/limits.
     */
    private static LimitsConfig openrouter() {
        QuotaConfig perMinute = QuotaConfig.sliding("rpm", 20, MINUTE);
        QuotaConfig perDay = QuotaConfig.calendar("rpd", 1000, Duration.ofDays(1), "UTC");
        return LimitsConfig.of(10, Duration.ofMillis(100))
                .withGroups(Map.of("free-models", GroupConfig.under(perMinute, perDay)));
    }

    /**
     * 2 / 500 ms: the product's seed. Two sandboxes: the same, and well inside tier 1's 30 GiB of disk at 3 to 10 GiB each (Daytona's docs,
     * limits). Ten toolbox calls at once, without pacing: they go to the sandbox and not to the API; our own choice.
     */
    private static LimitsConfig daytona() {
        return LimitsConfig.of(2, Duration.ofMillis(500))
                .withGroups(Map.of("toolbox", new GroupConfig(true, 10, null, List.of())))
                .withLeases(Map.of("sandboxes", 2));
    }
}
