package dev.sluice.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.foundation.config.Bot.Every;
import dev.sluice.foundation.config.Bot.Limits;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindingTest {
    private static Arguments value(String yaml, Function<Every, Object> getter, Object expected) {
        return Arguments.of(yaml, getter, expected);
    }

    static Stream<Arguments> everyType() {
        return Stream.of(
                value("text: hello", Every::text, "hello"),
                value("text: 'true'", Every::text, "true"),
                value("text: 1.10", Every::text, "1.10"),
                value("text: \"\"", Every::text, ""),
                value("text: '~'", Every::text, "~"),
                value("text: 'sk-secret: with colon'", Every::text, "sk-secret: with colon"),
                value("count: 2147483647", Every::count, Integer.MAX_VALUE),
                value("count: -3", Every::count, -3),
                value("big: 9223372036854775807", Every::big, Long.MAX_VALUE),
                value("factor: 1.5", Every::factor, 1.5),
                value("factor: 2", Every::factor, 2.0),
                value("flag: true", Every::flag, true),
                value("pause: 0s", Every::pause, Duration.ZERO),
                value("pause: 5ns", Every::pause, Duration.ofNanos(5)),
                value("pause: 5us", Every::pause, Duration.ofNanos(5_000)),
                value("pause: 5µs", Every::pause, Duration.ofNanos(5_000)),
                value("pause: 150ms", Every::pause, Duration.ofMillis(150)),
                value("pause: 1.5s", Every::pause, Duration.ofMillis(1500)),
                value("pause: '10s'", Every::pause, Duration.ofSeconds(10)),
                value("pause: 1m", Every::pause, Duration.ofMinutes(1)),
                value("pause: 1h", Every::pause, Duration.ofHours(1)),
                value("pause: 1d", Every::pause, Duration.ofDays(1)),
                value("max-body: 0B", Every::maxBody, new DataSize(0)),
                value("max_body: 4MiB", Every::maxBody, new DataSize(4 << 20)),
                value("budget: 0.5%", Every::budget, new Ratio(0.005)),
                value("budget: 100 %", Every::budget, new Ratio(1)),
                value("calendar: SERVER_LOCAL", Every::calendar, Bot.Calendar.SERVER_LOCAL),
                value("calendar: server-local", Every::calendar, Bot.Calendar.SERVER_LOCAL),
                value("address: http://127.0.0.1:8080/x", Every::address, URI.create("http://127.0.0.1:8080/x")),
                value("folder: a b/c", Every::folder, Path.of("a b/c")),
                value("price: 0.1000", Every::price, new BigDecimal("0.1000")),
                value("price: 1e-7", Every::price, new BigDecimal("1e-7")),
                value("nested: { inner: 8 }", Every::nested, new Bot.Nested(8, true)),
                value("nested: {}", Every::nested, new Bot.Nested(7, true)),
                value("words: [two, 'three']", Every::words, List.of("two", "three")),
                value("words: []", Every::words, List.of()),
                value("waits: { first: 2s }", Every::waits, Map.of("first", Duration.ofSeconds(2))));
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void value_isReadAsItsType(String yaml, Function<Every, Object> getter, Object expected) {
        Configuration configuration = Bot.READER.read("bot.yaml", "every:\n  " + yaml + "\n");

        assertThat(getter.apply(configuration.root(Bot.EVERY))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "~", "{}", "\uFEFF", "---\n# nothing\n...\n"})
    void emptyText_meansAllDefaults(String yaml) {
        Configuration configuration = Bot.READER.read("bot.yaml", yaml);

        assertThat(configuration.root(Bot.EVERY)).isSameAs(Every.DEFAULTS);
        assertThat(configuration.provider("exa", Bot.LIMITS_SECTION).minDelay()).isEqualTo(Duration.ofMillis(150));
        assertThat(configuration.provider("openrouter", Bot.LIMITS_SECTION)).isEqualTo(Bot.LIMITS);
        assertThat(configuration.providers()).containsExactlyInAnyOrderElementsOf(Bot.PROVIDERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "every:\n  count: 4\n",
                "every:\r\n  count: 4\r\n",
                "\uFEFFevery: {count: 4}",
                "every: {\n\"count\": 4}"
            })
    void lineEndsByteOrderMarkAndFlowStyle_readTheSame(String yaml) {
        assertThat(Bot.READER.read("bot.yaml", yaml).root(Bot.EVERY).count()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-concurrent: 4\n      min-delay: 100ms",
                "max_concurrent: 4\n      min_delay: 100ms",
                "max_concurrent: 4\n      delay_seconds: 0.1",
                "max_concurrent: 4\n      delay-seconds: 1e-1"
            })
    void everySpelling_setsTheSameLimits(String keys) {
        Limits limits = limits("providers:\n  exa:\n    limits:\n      " + keys);

        assertThat(limits.maxConcurrent()).isEqualTo(4);
        assertThat(limits.minDelay()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void leftOutKeys_keepThatProvidersDefaults() {
        Limits limits = limits("providers: { exa: { limits: { max-concurrent: 4 } } }");

        assertThat(limits)
                .isEqualTo(new Limits(4, Duration.ofMillis(150), Bot.LIMITS.quotas(), Bot.LIMITS.groups(), Map.of()));
    }

    @Test
    void lists_areReplaced_andTheirRecordsNeedOnlyWhatIsNotNullable() {
        Limits limits = limits("providers: { exa: { limits: { quotas: [ { id: rpm, permits: 20, per: 1m } ] } } }");

        assertThat(limits.quotas()).containsExactly(new Bot.Quota("rpm", 20, Duration.ofMinutes(1), null));
    }

    @Test
    void maps_areMergedKeyByKey_recordsInThemToo() {
        Limits limits = limits("""
                providers:
                  exa:
                    limits:
                      groups:
                        free_models: { apart: true }
                        contents: { quotas: [ { id: c, permits: 100, per: 1s, calendar: utc } ] }
                      leases: { sandboxes: 2 }
                """);

        assertThat(limits.groups().get("free-models")).isEqualTo(new Bot.Group(true, 3, List.of()));
        assertThat(limits.groups().get("contents"))
                .isEqualTo(new Bot.Group(
                        false, null, List.of(new Bot.Quota("c", 100, Duration.ofSeconds(1), Bot.Calendar.UTC))));
        assertThat(limits.groups()).hasSize(2);
        assertThat(limits.leases()).isEqualTo(Map.of("sandboxes", 2));
    }

    @Test
    void newMapKeys_keepTheirSpelling() {
        assertThat(limits("providers: { exa: { limits: { leases: { openai/gpt_4: 1 } } } }")
                        .leases())
                .containsOnlyKeys("openai/gpt_4");
    }

    @Test
    void providerKeys_standBesideTheSections() {
        Configuration configuration = Bot.READER.read("bot.yaml", """
                providers:
                  exa:
                    base-url: http://localhost:1
                    limits: { max-concurrent: 3 }
                  openrouter:
                    api_key_env: OTHER_KEY
                """);

        assertThat(configuration.provider("exa", Bot.ACCESS))
                .isEqualTo(new Bot.Access("EXA_API_KEY", URI.create("http://localhost:1")));
        assertThat(configuration.provider("openrouter", Bot.ACCESS)).isEqualTo(new Bot.Access("OTHER_KEY", null));
        assertThat(configuration.provider("exa", Bot.LIMITS_SECTION).maxConcurrent())
                .isEqualTo(3);
    }

    @Test
    void sectionOfOneProvider_isBoundThere() {
        Configuration configuration = Bot.READER.read("bot.yaml", "providers: { daytona: { sandbox: { disks: 9 } } }");

        assertThat(configuration.provider("daytona", Bot.SANDBOX)).isEqualTo(new Bot.Sandbox(9));
    }

    @Test
    void otherProviders_areAcceptedOnlyWhenAllowed_andListedLast() {
        Configuration configuration = Bot.READER
                .allowOtherProviders()
                .read("bot.yaml", "providers: { my_exchange: { limits: { max-concurrent: 1 } } }");

        assertThat(configuration.providers()).hasSize(5).endsWith("my_exchange");
        assertThat(configuration.provider("my_exchange", Bot.LIMITS_SECTION).maxConcurrent())
                .isOne();
        assertThat(configuration.provider("my_exchange", Bot.LIMITS_SECTION).minDelay())
                .isEqualTo(Duration.ofMillis(100));
    }

    private static Limits limits(String yaml) {
        return Bot.READER.read("bot.yaml", yaml).provider("exa", Bot.LIMITS_SECTION);
    }
}
