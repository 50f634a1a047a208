package dev.sluice.foundation.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sections of an imagined bot, with every type a section may have. */
final class Bot {
    static final Limits LIMITS = new Limits(
            10,
            Duration.ofMillis(100),
            List.of(new Quota("default", 5, Duration.ofSeconds(1), null)),
            groups(),
            Map.of());

    static final Section<Limits> LIMITS_SECTION = Section.ofProvider(
            "limits", Limits.class, p -> p.equals("exa") ? LIMITS.withMinDelay(Duration.ofMillis(150)) : LIMITS);
    static final Section<Access> ACCESS = Section.ofProviderKeys(
            Access.class, p -> new Access(p.toUpperCase(java.util.Locale.ROOT) + "_API_KEY", null));
    static final Section<Sandbox> SANDBOX =
            Section.ofProvider("sandbox", Sandbox.class, p -> new Sandbox(2)).onlyFor("daytona");
    static final Section<Every> EVERY = Section.ofRoot("every", Every.class, Every.DEFAULTS);

    static final Set<String> PROVIDERS = Set.of("polymarket", "exa", "openrouter", "daytona");

    static final ConfigurationReader READER =
            ConfigurationReader.of(LIMITS_SECTION, ACCESS, SANDBOX, EVERY).providers(PROVIDERS);

    private Bot() {}

    private static Map<String, Group> groups() {
        return Map.of("free-models", new Group(false, 3, List.of()));
    }

    record Limits(
            int maxConcurrent,

            @Alias(value = "delay_seconds", unit = ChronoUnit.SECONDS)
            Duration minDelay,

            List<Quota> quotas,
            Map<String, Group> groups,
            Map<String, Integer> leases) {
        Limits {
            if (maxConcurrent < 1) {
                throw new IllegalArgumentException("max-concurrent below 1 (expected: 1 or more)");
            }
        }

        Limits withMinDelay(Duration other) {
            return new Limits(maxConcurrent, other, quotas, groups, leases);
        }
    }

    record Quota(
            String id, int permits, Duration per, @Nullable Calendar calendar) {}

    record Group(boolean apart, @Nullable Integer maxConcurrent, List<Quota> quotas) {}

    record Access(String apiKeyEnv, @Nullable URI baseUrl) {}

    record Sandbox(int disks) {}

    enum Calendar {
        UTC,
        SERVER_LOCAL
    }

    record Nested(int inner, boolean on) {}

    record Every(
            String text,
            int count,
            long big,
            double factor,
            boolean flag,
            Duration pause,
            DataSize maxBody,
            Ratio budget,
            Calendar calendar,
            @Nullable URI address,
            Path folder,
            BigDecimal price,
            Nested nested,
            List<String> words,
            Map<String, Duration> waits,
            String password) {
        static final Every DEFAULTS = new Every(
                "text",
                1,
                2,
                0.5,
                false,
                Duration.ofSeconds(3),
                new DataSize(16_000_000),
                new Ratio(0.2),
                Calendar.UTC,
                null,
                Path.of("out"),
                new BigDecimal("1.10"),
                new Nested(7, true),
                List.of("one"),
                Map.of("first", Duration.ofSeconds(1)),
                "unused");
    }
}
