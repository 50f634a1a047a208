package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile texts, twice as long: the work, counted in bytes looked at and in characters a pattern asks for, grows no faster. */
class JsonWorkTest {
    private static final int BYTES = 1 << 19;

    record Hostile(String name, IntFunction<String> ofSize) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Hostile inString(String unit) {
        return new Hostile("string of " + unit, size -> "{\"a\":\"" + unit.repeat(size / unit.length()) + "\"}");
    }

    private static Hostile of(String start, String unit, String end) {
        return new Hostile(start + unit + end, size -> start + unit.repeat(size / unit.length()) + end);
    }

    static Stream<Hostile> bodies() {
        return Stream.of(
                of("", "{", ""),
                of("", "[", ""),
                of("", "{\"a\":", ""),
                of("{\"password\":", "[", ""),
                of("{\"password\":\"", "\\\"", "\"}"),
                of("[", "\"token\",", "1]"),
                of("{", "\"value\":\"v\",", "\"name\":\"token\"}"),
                of("{\"a\":\"", "\\u00", "\"}"),
                inString("\\u0041"),
                inString("\\\\"),
                inString("\\\""),
                inString("{"),
                inString("{\\\"a\\\":"),
                inString("{\\\"a\\\":\\\"{\\\\\\\"b\\\\\\\":"),
                inString(": = "),
                inString("é"),
                inString("key takeaways "),
                inString("-"),
                inString("sk-"),
                inString("https://a/"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void redact_hostileBody_worksNoMoreThanItsLength(Hostile hostile) {
        long half = work(hostile.ofSize().apply(BYTES / 2));
        long whole = work(hostile.ofSize().apply(BYTES));

        assertThat(half).isLessThanOrEqualTo(4L * BYTES);
        assertThat(whole).isLessThanOrEqualTo(Math.max(2 * half + 4_096, 8_192));
    }

    private static long work(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        JsonRules rules = new JsonRules();
        rules.redact(bytes, 0, bytes.length, BYTES);
        return rules.work();
    }

    static Stream<Hostile> texts() {
        return Stream.of(
                of("", "Bearer ", ""),
                of("bearer", " ", ""),
                of("basic ", "A", ""),
                of("", "basic A", ""),
                of("eyJ", "a", ""),
                of("", "eyJaaaaaaaa.", ""),
                of("", "sk-", ""),
                of("-----BEGIN ", "A ", ""),
                of("", "-----BEGIN PRIVATE KEY-----", ""),
                of("", "http://", ""),
                of("a", "+", "://"),
                of("", "a://b ", ""),
                of("", "key:", ""),
                of("", "key:\"", ""),
                of("", "key:{", ""),
                of("", "\\", ""),
                of("", "=", ""));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void patterns_hostileText_askForEachCharacterAFewTimes(Hostile hostile) {
        for (Pattern pattern : TextRules.patterns()) {
            long half = asked(pattern, hostile.ofSize().apply(TextRules.MAX_CHARS / 2));
            long whole = asked(pattern, hostile.ofSize().apply(TextRules.MAX_CHARS));

            assertThat(whole).as(pattern.pattern()).isLessThanOrEqualTo(2 * half + 8_192);
        }
    }

    private static long asked(Pattern pattern, String text) {
        CountingText counting = new CountingText(text);
        int found = 0;
        for (var matcher = pattern.matcher(counting); matcher.find(); ) {
            found++;
        }
        assertThat(found).isLessThanOrEqualTo(text.length());
        return counting.asked;
    }

    private static final class CountingText implements CharSequence {
        private final String text;
        private long asked;

        CountingText(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            asked++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
