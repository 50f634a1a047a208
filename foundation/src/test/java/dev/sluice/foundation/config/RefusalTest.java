package dev.sluice.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake gives one line: where, what, and what was expected. */
class RefusalTest {
    private static final String DURATION = "expected: a duration such as 150ms, 10s, 1m, 1h or 1d";

    static String refusal(String yaml) {
        return refusal(Bot.READER, yaml);
    }

    static String refusal(ConfigurationReader reader, String yaml) {
        ConfigurationException refused = org.assertj.core.api.Assertions.catchThrowableOfType(
                ConfigurationException.class, () -> reader.read("bot.yaml", yaml));
        assertThat(refused).as("refusal of %s", yaml).isNotNull();
        assertThat(refused.getMessage()).hasLineCount(1);
        return refused.getMessage();
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of(
                        "providers:\n  exa:\n    limits:\n      min-delai: 1s",
                        "bot.yaml:4:7: providers.exa.limits.min-delai: unknown key (expected: one of max-concurrent, min-delay,"
                                + " quotas, groups, leases; did you mean min-delay?)"),
                Arguments.of(
                        "providers:\n  exa:\n    limits: {delay_second: 1}",
                        "bot.yaml:3:14: providers.exa.limits.delay_second: unknown key (expected: one of max-concurrent, min-delay,"
                                + " quotas, groups, leases; did you mean delay-seconds?)"),
                Arguments.of(
                        "providers:\n  exa: {limit: {}}",
                        "bot.yaml:2:9: providers.exa.limit: unknown key (expected: one of api-key-env, base-url, limits; did you"
                                + " mean limits?)"),
                Arguments.of(
                        "providers:\n  exa: {sandbox: {disks: 1}}",
                        "bot.yaml:2:9: providers.exa.sandbox: unknown key (expected: one of api-key-env, base-url, limits)"),
                Arguments.of(
                        "provider: {}",
                        "bot.yaml:1:1: provider: unknown section (expected: one of providers, every; did you mean providers?)"),
                Arguments.of(
                        "every: {zzz: 1, count: x}",
                        "bot.yaml:1:9: every.zzz: unknown key (expected: one of text, count, big, factor, flag, pause, max-body,"
                                + " budget, calendar, address, folder, price, nested, words, waits, password)"),
                Arguments.of(
                        "every:\n  nested:\n    iner: 1",
                        "bot.yaml:3:5: every.nested.iner: unknown key (expected: one of inner, on; did you mean inner?)"),
                Arguments.of(
                        "providers: {exa: {limits: {quotas: [{id: a, permit: 1, per: 1s}]}}}",
                        "bot.yaml:1:45: providers.exa.limits.quotas[0].permit: unknown key (expected: one of id, permits, per,"
                                + " calendar; did you mean permits?)"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void unknownNames_areRefusedWithTheNearest(String yaml, String message) {
        assertThat(refusal(yaml)).isEqualTo(message);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("count: x", "count: 'x': not a whole number (expected: a whole number such as 10)"),
                Arguments.of("count: 1.5", "count: '1.5': not a whole number (expected: a whole number such as 10)"),
                Arguments.of("count: 0x10", "count: '0x10': not a whole number (expected: a whole number such as 10)"),
                Arguments.of(
                        "count: 1_000", "count: '1_000': not a whole number (expected: a whole number such as 10)"),
                Arguments.of("count: 010", "count: '010': not a whole number (expected: a whole number such as 10)"),
                Arguments.of("count: '4'", "count: quoted text (expected: a whole number such as 10, without quotes)"),
                Arguments.of(
                        "count: 2147483648",
                        "count: '2147483648': out of range (expected: a whole number, -2147483648 to 2147483647)"),
                Arguments.of(
                        "big: 9223372036854775808",
                        "big: '9223372036854775808': out of range (expected: a whole number,"
                                + " -9223372036854775808 to 9223372036854775807)"),
                Arguments.of("factor: .inf", "factor: '.inf': not a number (expected: a number such as 10 or 0.5)"),
                Arguments.of("factor: 1e999", "factor: '1e999': out of range (expected: a number below 1.7e308)"),
                Arguments.of("price: 1e99999", "price: '1e99999': not a number (expected: a number such as 10 or 0.5)"),
                Arguments.of("flag: yes", "flag: 'yes': not a switch (expected: true or false)"),
                Arguments.of("flag: 'true'", "flag: quoted text (expected: true or false, without quotes)"),
                Arguments.of("pause: 10", "pause: '10': no unit (" + DURATION + ")"),
                Arguments.of("pause: 0.15", "pause: '0.15': no unit (" + DURATION + ")"),
                Arguments.of(
                        "pause: 10S",
                        "pause: '10S': unknown unit (expected: one of ns, us, ms, s, m, h, d; did you mean s?)"),
                Arguments.of("pause: PT10S", "pause: 'PT10S': not a duration (" + DURATION + ")"),
                Arguments.of("pause: -1s", "pause: '-1s': negative (expected: a duration of zero or more)"),
                Arguments.of(
                        "pause: 0.5ns",
                        "pause: '0.5ns': too long or too fine (expected: whole nanoseconds, at most 292 years)"),
                Arguments.of(
                        "pause: 999999999d",
                        "pause: '999999999d': too long or too fine (expected: whole nanoseconds, at most 292 years)"),
                Arguments.of(
                        "max-body: 16",
                        "max-body: '16': not a size (expected: a whole number and its unit, B KB MB GB KiB MiB GiB, such as"
                                + " 16MB)"),
                Arguments.of("budget: 0.2", "budget: '0.2': not a percentage (expected: a number and %, such as 20%)"),
                Arguments.of("budget: 101%", "budget: '101%': out of range (expected: 0% to 100%)"),
                Arguments.of("calendar: UTD", "calendar: 'UTD': unknown word (expected: one of UTC, SERVER_LOCAL)"),
                Arguments.of(
                        "address: localhost",
                        "address: 'localhost': not an absolute URI (expected: an absolute URI such as"
                                + " https://api.example.com)"),
                Arguments.of(
                        "address: 'http://a b'",
                        "address: 'http://a b': not a URI (expected: an absolute URI such as https://api.example.com)"),
                Arguments.of(
                        "address: 'http:///x'",
                        "address: 'http:///x': a URI without a host (expected: an absolute URI such as"
                                + " https://api.example.com)"),
                Arguments.of(
                        "address: 'http://me:hunter2@host'",
                        "address: a URI with credentials (expected: an absolute URI such as https://api.example.com)"),
                Arguments.of("folder: ''", "folder: '': blank (expected: a path)"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void wrongValues_areRefusedWithWhatWasExpected(String yaml, String message) {
        String place = "bot.yaml:2:" + (yaml.indexOf(": ") + 5);

        assertThat(refusal("every:\n  " + yaml)).isEqualTo(place + ": every." + message);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("- every", "bot.yaml:1:1: a list (expected: a map of providers, every)"),
                Arguments.of("every", "bot.yaml:1:1: a single value (expected: a map of providers, every)"),
                Arguments.of("every: 1", "bot.yaml:1:8: every: a single value (expected: a map of text, count,"),
                Arguments.of("every:", "bot.yaml:1:7: every: no value (expected: a map of text, count,"),
                Arguments.of(
                        "every: {count: {a: 1}}",
                        "bot.yaml:1:16: every.count: a map (expected: a whole number such as 10)"),
                Arguments.of(
                        "every: {count: [1]}",
                        "bot.yaml:1:16: every.count: a list (expected: a whole number such as 10)"),
                Arguments.of(
                        "every: {count: }",
                        "bot.yaml:1:15: every.count: no value (expected: a whole number such as 10; leave the key out to keep the default)"),
                Arguments.of(
                        "every: {text: null}",
                        "bot.yaml:1:15: every.text: no value (expected: text; leave the key out to keep the default)"),
                Arguments.of(
                        "every: {words: one}",
                        "bot.yaml:1:16: every.words: a single value (expected: a list, each item text)"),
                Arguments.of("every: {words: [a, ~]}", "bot.yaml:1:20: every.words[1]: no value (expected: text"),
                Arguments.of(
                        "every: {waits: [a]}",
                        "bot.yaml:1:16: every.waits: a list (expected: a map of names, each with a duration such as 150ms, 10s, 1m, 1h or 1d)"),
                Arguments.of(
                        "every: {nested: 4}",
                        "bot.yaml:1:17: every.nested: a single value (expected: a map of inner, on)"),
                Arguments.of("providers: 1", "bot.yaml:1:12: providers: a single value (expected: a map of "),
                Arguments.of(
                        "providers: {exa: }",
                        "bot.yaml:1:17: providers.exa: no value (expected: a map of api-key-env, base-url, limits; leave the key"
                                + " out to keep the defaults)"),
                Arguments.of(
                        "providers: {exa: {limits: {quotas: [{id: a}]}}}",
                        "bot.yaml:1:37: providers.exa.limits.quotas[0]: incomplete (expected: permits as well)"),
                Arguments.of(
                        "providers:\n  exa:\n    limits:\n      max-concurrent: 0",
                        "bot.yaml:4:7: providers.exa.limits: max-concurrent below 1 (expected: 1 or more)"),
                Arguments.of(
                        "providers: {exa: {limits: {delay_seconds: 100ms}}}",
                        "bot.yaml:1:43: providers.exa.limits.delay_seconds: '100ms': not a number (expected: a number of seconds such as"
                                + " 10 or 0.5)"),
                Arguments.of(
                        "providers: {exa: {limits: {delay_seconds: -1}}}",
                        "bot.yaml:1:43: providers.exa.limits.delay_seconds: '-1': negative (expected: a duration of zero or more)"),
                Arguments.of(
                        "providers: {exa: {limits: {min-delay: 1s, delay_seconds: 1}}}",
                        "bot.yaml:1:43: providers.exa.limits.delay_seconds: the same as min-delay (expected: one spelling; first at"
                                + " bot.yaml:1:28)"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void wrongKinds_areRefused(String yaml, String message) {
        assertThat(refusal(yaml)).startsWith(message);
    }

    @Test
    void recordsOwnCheck_isReportedAtTheKeyItNames_ifThatWasWritten() {
        assertThat(ownCheck("window: { from: 3, to: 2 }"))
                .isEqualTo("bot.yaml:1:24: window.to: 2 (expected: more than from)");
        assertThat(ownCheck("window: { from: 3 }")).isEqualTo("bot.yaml:1:9: window: to: 1 (expected: more than from)");
        assertThat(ownCheck("window: { words: [ a, bad ] }"))
                .isEqualTo("bot.yaml:1:23: window.words[1]: 'bad': not allowed (expected: other words)");
        assertThat(ownCheck("window: { by_name: { one: 5, two: -5 } }"))
                .isEqualTo("bot.yaml:1:35: window.by_name.two: -5 (expected: at least 0)");
    }

    private static String ownCheck(String yaml) {
        Window defaults = new Window(0, 1, List.of(), Map.of());
        return refusal(ConfigurationReader.of(Section.ofRoot("window", Window.class, defaults)), yaml);
    }

    record Window(int from, int to, List<String> words, Map<String, Integer> byName) {
        Window {
            if (to <= from) {
                throw new IllegalArgumentException("to: " + to + " (expected: more than from)");
            }
            int bad = words.indexOf("bad");
            if (bad >= 0) {
                throw new IllegalArgumentException("words[" + bad + "]: not allowed (expected: other words)");
            }
            byName.forEach((name, value) -> {
                if (value < 0) {
                    throw new IllegalArgumentException("by-name." + name + ": " + value + " (expected: at least 0)");
                }
            });
        }
    }

    @Test
    void unknownProvider_isRefusedWithTheNearestKnownName() {
        assertThat(refusal("providers:\n  exxa: {}"))
                .startsWith("bot.yaml:2:3: providers.exxa: unknown provider (expected: one of ")
                .endsWith("; did you mean exa?)");
        assertThat(refusal(Bot.READER, "providers: {Exa: {}}")).endsWith("; did you mean exa?)");
        assertThat(refusal(ConfigurationReader.of(Bot.EVERY), "providers: {exa: {}}"))
                .isEqualTo("bot.yaml:1:13: providers.exa: unknown provider (expected: none here)");
    }

    @Test
    void fileName_isMadeFitForOneLine() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Bot.READER.read("bot\n\u001B[31m.yaml", "x: 1"))
                .withMessageStartingWith("bot??[31m.yaml:1:1: x: unknown section");
    }

    @Test
    void oneBadKey_leavesNothingHalfApplied() {
        assertThat(refusal("every: {count: 4}\nproviders: {exa: {limits: {max-concurrent: 0}}}"))
                .contains("below 1");
        assertThat(Bot.READER.read("bot.yaml", "").root(Bot.EVERY).count()).isOne();
    }
}
