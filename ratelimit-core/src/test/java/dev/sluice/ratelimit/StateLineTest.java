package dev.sluice.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateLineTest {
    private static final ChargeWindow DAY = new ChargeWindow(Duration.ofDays(1), ZoneId.of("UTC"));
    private static final long NOON = StateLine.nanos(Instant.parse("2026-11-21T12:00:00Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+ 2026-11-21T10:15:30.000000001Z 0.015000000 PT24H@UTC openrouter - usd",
                "+ 2026-11-21T10:15:30Z 1 PT24H openrouter/second free-models rpd",
                "- 2026-11-21T10:15:30Z 9223372036854775807 PT1H a b c",
                "+ 1969-12-31T23:59:59.999999999Z 2 PT1H a b c",
                "+ 2026-11-21T10:15:30Z 2305843009.213693951 PT24H@Europe/Berlin a b 1000/PT24H",
                "- 2026-11-21T10:15:30Z 3 PT24H a+b %2D %25",
            })
    void line_isReadAsItIsWritten(String line) {
        assertThat(StateLine.parse(line)).hasToString(line);
    }

    @ParameterizedTest
    @CsvSource({"'', -", "-, %2D", "a b, a+b", "a/b, a/b", "%, %25", "ä, %C3%A4", "'a\nb', a%0Ab", "+, %2B"})
    void names_areEncoded(String name, String written) {
        StateLine line = new StateLine(false, NOON, 1, new ChargeKey(name, name, name, false, DAY));

        assertThat(line)
                .hasToString("+ 2026-11-21T12:00:00Z 1 PT24H@UTC " + String.join(" ", written, written, written));
        assertThat(StateLine.parse(line.toString())).isEqualTo(line);
    }

    @Test
    void fields_areWhatTheySay() {
        StateLine line = StateLine.parse("- 2026-11-21T12:00:00Z 0.015000000 PT24H@UTC openrouter free-models usd");

        ChargeKey key = new ChargeKey("openrouter", "free-models", "usd", true, DAY);
        assertThat(line).isEqualTo(new StateLine(true, NOON, 15_000_000, key));
        assertThat(new StateLine(false, NOON, 7, key).takeBack(3)).isEqualTo(new StateLine(true, NOON, 3, key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "* 2026-11-21T10:15:30Z 1 PT24H a b c",
                "+ 2026-11-21T10:15:30Z 1 PT24H a b",
                "+ 2026-11-21T10:15:30Z 1 PT24H a b c d",
                "+ 2026-11-21T10:15:30Z 1 PT24H a b ",
                "+  2026-11-21T10:15:30Z 1 PT24H a b",
                "+ 2026-11-21 1 PT24H a b c",
                "+ +1000000000-12-31T00:00:00Z 1 PT24H a b c",
                "+ +9999-12-31T00:00:00Z 1 PT24H a b c",
                "+ 2026-11-21T10:15:30Z 0 PT24H a b c",
                "+ 2026-11-21T10:15:30Z -1 PT24H a b c",
                "+ 2026-11-21T10:15:30Z 9223372036854775808 PT24H a b c",
                "+ 2026-11-21T10:15:30Z 1.5 PT24H a b c",
                "+ 2026-11-21T10:15:30Z 9999999999.000000000 PT24H a b c",
                "+ 2026-11-21T10:15:30Z 1 1d a b c",
                "+ 2026-11-21T10:15:30Z 1 PT24H a %zz c",
                "\u0000\u0000\u0000\u0000",
            })
    void anythingElse_isRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> StateLine.parse(line));
    }
}
