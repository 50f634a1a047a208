package dev.sluice.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What YAML allows and a configuration does not. */
class YamlRefusalTest {
    static Stream<Arguments> yaml() {
        return Stream.of(
                Arguments.of(
                        "every:\n  count: 1\n  count: 2",
                        "bot.yaml:3:3: every.count: duplicate key (expected: once; first at bot.yaml:2:3)"),
                Arguments.of(
                        "every: {max-body: 1B, max_body: 2B}",
                        "bot.yaml:1:23: every.max_body: duplicate key (expected: once; first at bot.yaml:1:9)"),
                Arguments.of("every: {}\n---\nevery: {}", "bot.yaml:2:1: a second document (expected: one)"),
                Arguments.of("every: {}\n---\n", "bot.yaml:2:1: a second document (expected: one)"),
                Arguments.of(
                        "every: {count: &a 1}",
                        "bot.yaml:1:16: every.count: an anchor (expected: the value alone, anchors and aliases are not"
                                + " supported)"),
                Arguments.of("every: &a\n  count: 1", "bot.yaml:1:8: every: an anchor (expected: the value alone"),
                Arguments.of("every: {&a count: 1}", "bot.yaml:1:9: every: an anchor (expected: the value alone"),
                Arguments.of(
                        "every: {count: *a}",
                        "bot.yaml:1:16: every.count: an alias (expected: the value itself, anchors and aliases are not"
                                + " supported)"),
                Arguments.of("*a", "bot.yaml:1:1: an alias (expected: the value itself"),
                Arguments.of(
                        "every: {<<: {count: 1}}",
                        "bot.yaml:1:9: every: a merge key (expected: the keys themselves, merging is not supported)"),
                Arguments.of(
                        "every: {count: !!int 1}",
                        "bot.yaml:1:16: every.count: a tag (expected: the value alone, tags are not supported)"),
                Arguments.of("every: !x {}", "bot.yaml:1:8: every: a tag (expected: the value alone"),
                Arguments.of(
                        "every: {count: !h!x 1}", "bot.yaml:1:16: not valid YAML: a tag (expected: the value alone)"),
                Arguments.of("every: {? [a] : 1}", "bot.yaml:1:11: every: a key that is no name (expected: a word"),
                Arguments.of("every: {'': 1}", "bot.yaml:1:9: every: an empty key (expected: a word)"),
                Arguments.of("every:\n\tcount: 1", "bot.yaml:2:1: not valid YAML: a tab character (expected: spaces)"),
                Arguments.of(
                        "every:\n  text: a: b",
                        "bot.yaml:2:10: not valid YAML: a colon where no key can stand (expected: one key to a line, and quotes"
                                + " around text with a colon)"),
                Arguments.of(
                        "every:\n  text: @x",
                        "bot.yaml:2:9: not valid YAML: found character '@' that cannot start any token (expected: quotes around"
                                + " such text)"),
                Arguments.of("every: [1", "bot.yaml:1:10: not valid YAML: expected ',' or ']'"),
                Arguments.of("every: {}\nx", "bot.yaml:2:2: not valid YAML: could not find expected ':'"),
                Arguments.of("%YAML 3.0\n---\nevery: {}", "bot.yaml: not a YAML 1.2 document (expected: plain YAML)"),
                Arguments.of(
                        "every:\r\n  text: a\u0007b",
                        "bot.yaml:2:10: control character U+0007 (expected: printable text)"),
                Arguments.of("every: \uD800", "bot.yaml:1:8: control character U+D800 (expected: printable text)"));
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void yamlOfNoUse_isRefusedWithItsPlace(String yaml, String message) {
        assertThat(RefusalTest.refusal(yaml)).startsWith(message);
    }

    @Test
    void deepNesting_isRefusedBeforeItHurts() {
        assertThat(RefusalTest.refusal("every: " + "[".repeat(100_000)))
                .isEqualTo("bot.yaml:1:40: nested too deeply (expected: at most 32 levels)");
        assertThat(RefusalTest.refusal("{a: ".repeat(50_000))).contains("nested too deeply");
        assertThat(RefusalTest.refusal("- ".repeat(50_000))).contains("nested too deeply");
    }

    @Test
    void hugeText_isRefused() {
        assertThat(RefusalTest.refusal("#".repeat((1 << 20) + 1)))
                .isEqualTo("bot.yaml: too large (expected: at most 1 MiB)");
    }

    @Test
    @Timeout(30)
    void longestText_isReadInLinearTime() {
        StringBuilder waits = new StringBuilder("every:\n  waits:\n");
        for (int i = 0; waits.length() < 900_000; i++) {
            waits.append("    w").append(i).append(": 1s\n");
        }

        Configuration configuration = Bot.READER.read("bot.yaml", waits.toString());

        assertThat(configuration.root(Bot.EVERY).waits()).hasSizeGreaterThan(50_000);
    }
}
