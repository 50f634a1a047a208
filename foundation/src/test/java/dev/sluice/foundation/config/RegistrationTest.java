package dev.sluice.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes of the modules themselves show when the reader is made, not when somebody's file is read. */
class RegistrationTest {
    record Unsupported(Instant when) {}

    record WrongKey(Map<Integer, String> map) {}

    record Recursive(List<Recursive> children) {}

    record UnitOfText(
            @Alias(value = "a", unit = ChronoUnit.SECONDS) String text) {}

    record TakenAlias(int max, @Alias("max") int most) {}

    record Fine(@Alias("seconds") Duration pause) {}

    record Broken(int value) {
        Broken {
            if (value != 0) {
                throw new IllegalStateException("a defect");
            }
        }
    }

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(Unsupported.class, "component when: type java.time.Instant cannot be bound"),
                Arguments.of(WrongKey.class, "component map: cannot be bound"),
                Arguments.of(Recursive.class, "contains itself"),
                Arguments.of(UnitOfText.class, "component text: unit of a value that is no Duration"),
                Arguments.of(TakenAlias.class, "component most: key max is taken"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void recordThatCannotBeBound_isRefused(Class<? extends Record> type, String message) {
        Section<?> section = Section.ofProviderKeys(type, provider -> {
            throw new AssertionError("not needed");
        });

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationReader.of(section))
                .withMessageContaining(message);
    }

    static Stream<Arguments> clashes() {
        Section<Bot.Sandbox> limits = Section.ofProvider("limits", Bot.Sandbox.class, p -> new Bot.Sandbox(1));
        Section<Bot.Sandbox> key = Section.ofProvider("base-url", Bot.Sandbox.class, p -> new Bot.Sandbox(1));
        Section<Bot.Sandbox> root = Section.ofRoot("every", Bot.Sandbox.class, new Bot.Sandbox(1));
        return Stream.of(
                Arguments.of(limits, Bot.LIMITS_SECTION),
                Arguments.of(limits.onlyFor("exa"), Bot.LIMITS_SECTION),
                Arguments.of(limits.onlyFor("exa", "daytona"), limits.onlyFor("daytona")),
                Arguments.of(key, Bot.ACCESS),
                Arguments.of(Bot.ACCESS, key),
                Arguments.of(root, Bot.EVERY),
                Arguments.of(Bot.EVERY, Bot.EVERY));
    }

    @ParameterizedTest
    @MethodSource("clashes")
    void twoOwnersOfOneKey_areRefused(Section<?> one, Section<?> other) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfigurationReader.of(one, other))
                .withMessageEndingWith("claim the same key");
    }

    @Test
    void oneKeyWithAnOwnerPerProvider_isFine() {
        Section<Bot.Sandbox> limits = Section.ofProvider("limits", Bot.Sandbox.class, p -> new Bot.Sandbox(1));
        Section<Bot.Sandbox> root = Section.ofRoot("limits", Bot.Sandbox.class, new Bot.Sandbox(3));
        Section<Bot.Sandbox> exa = limits.onlyFor("exa");

        Configuration configuration = ConfigurationReader.of(exa, limits.onlyFor("daytona"), root)
                .providers(Bot.PROVIDERS)
                .read("bot.yaml", "providers: {exa: {limits: {disks: 4}}}\nlimits: {disks: 5}");

        assertThat(configuration.provider("exa", exa).disks()).isEqualTo(4);
        assertThat(configuration.root(root).disks()).isEqualTo(5);
    }

    @Test
    void unusableNames_areRefused() {
        for (String name : List.of("", "Limits", "a_b", "providers")) {
            Section<Bot.Sandbox> section = Section.ofRoot(name, Bot.Sandbox.class, new Bot.Sandbox(1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConfigurationReader.of(section))
                    .withMessageContaining("unusable name");
        }
        assertThatIllegalStateException().isThrownBy(() -> Bot.EVERY.onlyFor("exa"));
    }

    @Test
    void aliasWithoutUnit_isWrittenLikeTheKey() {
        Section<Fine> fine = Section.ofRoot("fine", Fine.class, new Fine(Duration.ZERO));

        assertThat(ConfigurationReader.of(fine)
                        .read("bot.yaml", "fine: {seconds: 2s}")
                        .root(fine))
                .isEqualTo(new Fine(Duration.ofSeconds(2)));
    }

    @Test
    void defectOfARecord_isNotBlamedOnTheFile() {
        Section<Broken> broken = Section.ofRoot("broken", Broken.class, new Broken(0));

        assertThatIllegalStateException()
                .isThrownBy(() -> ConfigurationReader.of(broken).read("bot.yaml", "broken: {value: 1}"))
                .withMessage("a defect");
    }

    @Test
    void configuration_answersOnlyForSectionsItWasReadWith() {
        Configuration configuration = ConfigurationReader.of(Bot.EVERY, Bot.SANDBOX, Bot.LIMITS_SECTION)
                .defaults();
        Section<Bot.Sandbox> stranger = Section.ofRoot("stranger", Bot.Sandbox.class, new Bot.Sandbox(1));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> configuration.root(stranger))
                .withMessageContaining("not registered");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configuration.root(Bot.LIMITS_SECTION))
                .withMessageContaining("not a root");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configuration.provider("exa", Bot.EVERY))
                .withMessageContaining("not a section of provider exa");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configuration.provider("exa", Bot.SANDBOX))
                .withMessageContaining("not a section of provider exa");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> configuration.provider("exa", Bot.ACCESS))
                .withMessageContaining("not registered");
        assertThat(configuration.provider("any", Bot.LIMITS_SECTION)).isEqualTo(Bot.LIMITS);
        assertThat(configuration.providers()).isEmpty();
    }
}
