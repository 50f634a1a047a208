package dev.sluice.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.foundation.config.Bot.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentTest {
    private static final String EXA = "SLUICE__PROVIDERS__EXA__";

    @Test
    void variables_overrideTheFile_whichOverridesTheDefaults() {
        Limits limits = Bot.READER
                .environment(Map.of(EXA + "LIMITS__MAX_CONCURRENT", "4", "PATH", "/bin", "SLUICE_DEMO_KEY", "x"))
                .read("bot.yaml", "providers: {exa: {limits: {max-concurrent: 3, min-delay: 1s}}}")
                .provider("exa", Bot.LIMITS_SECTION);

        assertThat(limits.maxConcurrent()).isEqualTo(4);
        assertThat(limits.minDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(limits.groups()).isEqualTo(Bot.LIMITS.groups());
    }

    @Test
    void variables_overrideTheDefaults_withoutAFile() {
        Configuration configuration = Bot.READER
                .environment(Map.of(
                        EXA + "LIMITS__DELAY_SECONDS",
                        "0.1",
                        EXA + "API_KEY_ENV",
                        "OTHER_KEY",
                        "SLUICE__EVERY__NESTED__INNER",
                        " 9 ",
                        "SLUICE__EVERY__TEXT",
                        "null"))
                .defaults();

        assertThat(configuration.provider("exa", Bot.LIMITS_SECTION).minDelay()).isEqualTo(Duration.ofMillis(100));
        assertThat(configuration.provider("exa", Bot.ACCESS).apiKeyEnv()).isEqualTo("OTHER_KEY");
        assertThat(configuration.root(Bot.EVERY).nested()).isEqualTo(new Bot.Nested(9, true));
        assertThat(configuration.root(Bot.EVERY).text()).isEqualTo("null");
    }

    @Test
    void mapKeys_areFoundWhateverTheirSpelling_andMadeInKebabCaseOtherwise() {
        Limits limits = Bot.READER
                .environment(Map.of(
                        EXA + "LIMITS__LEASES__BIG_BOXES", "3",
                        EXA + "LIMITS__LEASES__NEW_BOXES", "4",
                        EXA + "LIMITS__GROUPS__FREE_MODELS__APART", "true"))
                .read("bot.yaml", "providers: {exa: {limits: {leases: {Big_Boxes: 1}}}}")
                .provider("exa", Bot.LIMITS_SECTION);

        assertThat(limits.leases()).isEqualTo(Map.of("Big_Boxes", 3, "new-boxes", 4));
        assertThat(limits.groups()).containsOnlyKeys("free-models");
        assertThat(limits.groups().get("free-models").apart()).isTrue();
    }

    @Test
    void otherProvider_isFoundByTheNameInTheFile() {
        Configuration configuration = Bot.READER
                .allowOtherProviders()
                .environment(Map.of("SLUICE__PROVIDERS__MY_EXCHANGE__LIMITS__MAX_CONCURRENT", "2"))
                .read("bot.yaml", "providers: {my_exchange: {limits: {min-delay: 1s}}}");

        assertThat(configuration.providers()).hasSize(5).contains("my_exchange");
        assertThat(configuration.provider("my_exchange", Bot.LIMITS_SECTION).maxConcurrent())
                .isEqualTo(2);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        EXA + "LIMITS__MAX_CONCURRENCY",
                        "4",
                        "providers.exa.limits.max-concurrency: unknown key (expected: one of max-concurrent, min-delay, quotas,"
                                + " groups, leases; did you mean max-concurrent?)"),
                Arguments.of(
                        EXA + "LIMITS__MAX_CONCURRENT",
                        "many",
                        "providers.exa.limits.max-concurrent: 'many': not a whole number (expected: a whole number such as 10)"),
                Arguments.of(
                        EXA + "LIMITS__MAX_CONCURRENT",
                        "",
                        "providers.exa.limits.max-concurrent: no value (expected: a whole number such as 10; leave the key out to keep the"
                                + " default)"),
                Arguments.of(
                        EXA + "LIMITS__MAX_CONCURRENT",
                        "0",
                        "providers.exa.limits: max-concurrent below 1 (expected: 1 or more)"),
                Arguments.of(
                        EXA + "LIMITS__QUOTAS",
                        "[]",
                        "providers.exa.limits.quotas: a single value (expected: a list, each item a map of id, permits, per, calendar; a variable sets single values only)"),
                Arguments.of(
                        EXA + "LIMITS__MAX_CONCURRENT__X",
                        "1",
                        "providers.exa.limits.max-concurrent: a map (expected: a whole number such as 10)"),
                Arguments.of(
                        "SLUICE__PROVIDER__EXA__LIMITS",
                        "1",
                        "provider: unknown section (expected: one of providers, every; did you mean providers?)"),
                Arguments.of("SLUICE__", "1", "malformed name (expected: capital letters and digits"),
                Arguments.of("SLUICE__EVERY___COUNT", "1", "malformed name (expected: capital letters and digits"),
                Arguments.of("SLUICE__every__COUNT", "1", "malformed name (expected: capital letters and digits"),
                Arguments.of("SLUICE__EVERY__", "1", "malformed name (expected: capital letters and digits"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void wrongVariables_areRefusedByTheirName(String name, String value, String message) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Bot.READER.environment(Map.of(name, value)).defaults())
                .withMessageStartingWith(name + ": " + message);
    }

    @Test
    void variableBelowASingleValue_isRefused() {
        ConfigurationReader reader =
                Bot.READER.environment(Map.of("SLUICE__EVERY__COUNT", "1", "SLUICE__EVERY__COUNT__X", "2"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(reader::defaults)
                .withMessage("SLUICE__EVERY__COUNT__X: goes below a single value (expected: not together with"
                        + " SLUICE__EVERY__COUNT)");
    }

    /** A section of an older program, whose variables had a beginning of their own. */
    record Old(int logLength, boolean verbose) {}

    private static final Section<Old> OLD =
            Section.ofRoot("old-bot", Old.class, new Old(1, false)).alsoFromVariables("BOT__");

    @Test
    void variables_withTheSectionsOwnBeginning_countBelowThoseWithOurs() {
        ConfigurationReader reader = ConfigurationReader.of(OLD);
        Map<String, String> own = Map.of("BOT__LOG_LENGTH", "2", "BOT__VERBOSE", "true");

        assertThat(reader.environment(own)
                        .read("t", "old-bot: { log-length: 5 }")
                        .root(OLD))
                .isEqualTo(new Old(2, true));
        assertThat(reader.environment(Map.of("BOT__LOG_LENGTH", "2", "SLUICE__OLD_BOT__LOG_LENGTH", "3"))
                        .defaults()
                        .root(OLD))
                .isEqualTo(new Old(3, false));
    }

    @Test
    void variables_withTheSectionsOwnBeginning_areOthersToo() {
        Old old = ConfigurationReader.of(OLD)
                .environment(Map.of("BOT__API_KEY", "k-1", "BOT__", "x", "BOT__lower", "x", "BOTANIC", "x"))
                .defaults()
                .root(OLD);

        assertThat(old).isEqualTo(new Old(1, false));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> ConfigurationReader.of(OLD)
                        .environment(Map.of("BOT__LOG_LENGTH", "many"))
                        .defaults())
                .withMessageContaining("BOT__LOG_LENGTH");
    }
}
