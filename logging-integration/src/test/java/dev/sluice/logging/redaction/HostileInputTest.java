package dev.sluice.logging.redaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sluice.logging.event.ApiResponse;
import dev.sluice.logging.event.CallRef;
import dev.sluice.logging.event.Lines;
import dev.sluice.logging.event.ResponseDetails;
import dev.sluice.logging.failure.LoggingFailures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes, nothing is thrown, no line is broken, and time grows with length only. */
@DisabledIfSystemProperty(
        named = "sluice.again",
        matches = "true",
        disabledReason = "time that grows with the text is the same on every JDK")
class HostileInputTest {
    private static final int MEGABYTE = 1 << 20;

    record Input(String name, byte[] bytes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Input input(String name, String text) {
        return new Input(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Input> inputs() {
        byte[] invalid = new byte[4096];
        new Random(7).nextBytes(invalid);
        byte[] invalidJson = "{\"a\":\"??\",\"token\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        invalidJson[6] = (byte) 0xff;
        invalidJson[7] = (byte) 0xc0;
        return Stream.of(
                new Input("random bytes", invalid),
                new Input("invalid UTF-8 in JSON", invalidJson),
                input("10,000 arrays", "[".repeat(10_000)),
                input("10,000 objects", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)),
                input("64 KiB of braces", "{".repeat(65_536)),
                input("secret 10,000 deep", "{\"password\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                input("1 MB of escapes", "{\"a\":\"" + "\\u00".repeat(MEGABYTE / 4) + "\"}"),
                input("1 MB of backslashes", "{\"a\":\"" + "\\\\".repeat(MEGABYTE / 2) + "\"}"),
                input("1 MB string", "{\"a\":\"" + "x".repeat(MEGABYTE) + "\"}"),
                input("1 MB name", "{\"" + "x".repeat(MEGABYTE) + "\":1}"),
                input("1 MB number", "{\"a\":" + "1".repeat(MEGABYTE) + "}"),
                input("1 MB of spaces", " ".repeat(MEGABYTE) + "{\"a\":1}"),
                input("1 MB of colons", ":".repeat(MEGABYTE)),
                input("1 MB of equals signs in a string", "{\"a\":\"" + "k=".repeat(MEGABYTE / 2) + "\"}"),
                input("1 MB of quotes in a string", "{\"a\":\"" + "key:\\\"".repeat(MEGABYTE / 6) + "\"}"),
                input("1 MB of URLs", "{\"a\":\"" + "http://a?q=".repeat(MEGABYTE / 11) + "\"}"),
                input("1 MB of lines", "data:\n".repeat(MEGABYTE / 6)),
                input("100,000 pairs", "{" + "\"value\":\"v\",".repeat(100_000) + "\"name\":\"token\"}"),
                input("lone surrogates", "{\"a\":\"\\ud800\",\"\\udc00\":1}"),
                input("controls", "{\"a\":\"\u0000\u001b[31m\\u0000\\u001b\"}"),
                input("quotes only", "\"\"\"\"\""),
                input("empty", ""),
                input("blank", " \n\t "));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    @Timeout(10)
    void body_hostile_isShownOrDescribedWithinBounds(Input input) {
        long failures = LoggingFailures.count();
        for (String type : new String[] {
            null,
            "application/json",
            "text/event-stream",
            "application/x-www-form-urlencoded",
            "multipart/x",
            "a/b",
            "\n"
        }) {
            String shown = Redactor.standard().body(input.bytes(), type, 2_000);
            assertThat(shown.length()).isLessThan(2_100);
            Lines lines = new Lines();
            lines.sink()
                    .emit(ApiResponse.of(new CallRef("r", "p", "o", "GET", "/x"), 1, 200, Duration.ZERO)
                            .with(ResponseDetails.NONE.body(shown)));
            assertThat(lines.parsed()).hasSize(1);
        }
        assertThat(LoggingFailures.count()).isEqualTo(failures);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    @Timeout(10)
    void everythingElse_hostile_keepsTheLineWhole(Input input) {
        String text = new String(input.bytes(), StandardCharsets.UTF_8);
        Redactor redactor = Redactor.standard();
        assertThatCode(() -> {
                    redactor.url(text);
                    redactor.query(text);
                    redactor.headers(Map.of(text, List.of(text), "Accept", List.of(text)));
                    redactor.preview(text, 100);
                })
                .doesNotThrowAnyException();
        Lines lines = new Lines();
        lines.logger()
                .atInfo()
                .addKeyValue(text, text)
                .addKeyValue("level", text)
                .log(text);
        lines.logger().error(text, new RuntimeException(text, new IllegalStateException(text)));
        assertThat(lines.parsed())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.get("level").asString()).isIn("INFO", "ERROR"));
    }

    @Test
    void line_valueThatForgesALine_staysOneLine() {
        Lines lines = new Lines();
        lines.logger().info("ok\n{\"level\":\"CRITICAL\"}\r\n\u2028\u0085\u001b[2J");

        assertThat(lines.raw().lines()).hasSize(1);
        assertThat(lines.raw())
                .doesNotContain("\u001b")
                .doesNotContain("\u2028")
                .doesNotContain("\u0085");
    }

    @Test
    void line_valuesThatThrow_areLeftOutAndCounted() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("CANARY");
            }
        };
        long failures = LoggingFailures.count();
        Lines lines = new Lines();
        lines.logger().atInfo().addKeyValue("broken", broken).log("still logged");

        assertThat(lines.only().get("message").asString()).isEqualTo("still logged");
        assertThat(lines.raw()).doesNotContain("CANARY");
        assertThat(LoggingFailures.count()).isGreaterThan(failures);
    }

    @Test
    void line_mapThatContainsItself_isCutOff() {
        Map<String, Object> self = new HashMap<>();
        self.put("self", self);
        Lines lines = new Lines();
        lines.logger().atInfo().addKeyValue("loop", self).log("x");

        assertThat(lines.only().get("loop")).isNotNull();
    }

    @Test
    void exception_thatCausesItself_ends() {
        RuntimeException one = new RuntimeException("one");
        RuntimeException two = new RuntimeException("two", one);
        one.initCause(two);

        assertThat(Redactor.standard().exception(one).stacktrace()).contains("one", "two", "[more exceptions]");
    }

    @Test
    void exception_endlessChain_isBounded() {
        Throwable chain = new RuntimeException("0");
        for (int i = 1; i < 5_000; i++) {
            chain = new RuntimeException("x".repeat(3_000), chain);
        }

        assertThat(Redactor.standard().exception(chain).stacktrace().length()).isLessThan(70_000);
    }

    @Test
    void exception_messageThatThrows_isHidden() {
        RuntimeException broken = new RuntimeException("x") {
            private static final long serialVersionUID = 1;

            @Override
            public String getMessage() {
                throw new IllegalStateException("CANARY");
            }
        };

        RedactedException redacted = Redactor.standard().exception(broken);

        assertThat(redacted.toString()).doesNotContain("CANARY").contains("***REDACTED***");
    }
}
