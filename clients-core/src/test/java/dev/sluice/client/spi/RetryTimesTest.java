package dev.sluice.client.spi;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every spelling of "not before". */
class RetryTimesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0                             | 2026-01-01T00:00:00Z
                    2                             | 2026-01-01T00:00:02Z
                    120                           | 2026-01-01T00:02:00Z
                    1.5                           | 2026-01-01T00:00:01.500Z
                    0.001                         | 2026-01-01T00:00:00.001Z
                    0.0000000001                  |
                    1767225605                    | 2026-01-01T00:00:05Z
                    1767225605250                 | 2026-01-01T00:00:05.250Z
                    Thu, 01 Jan 2026 00:00:30 GMT | 2026-01-01T00:00:30Z
                    Thu, 1 Jan 2026 00:00:30 GMT  | 2026-01-01T00:00:30Z
                    """)
    void everySpelling_isUnderstood(String value, Instant expected) {
        assertThat(RetryTimes.parse(value, NOW).orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "soon", "-1", "1e3", "12345678901", "99999999999999", "+2", "0x10", "1,5", "2026-01-01"
            })
    void otherText_isNoTime(String value) {
        assertThat(RetryTimes.parse(value, NOW)).isEmpty();
    }

    @Test
    void instantInThePast_isReturnedAsItStands() {
        assertThat(RetryTimes.parse("1767225590", NOW)).contains(NOW.minusSeconds(10));
    }

    @Test
    void millisecondsHeader_goesBeforeSeconds() {
        ResponseHead head = head(Map.of("retry-after-ms", List.of("1500"), "Retry-After", List.of("2")));

        assertThat(RetryTimes.retryAfter(head)).contains(NOW.plusMillis(1500));
    }

    @Test
    void unreadableMillisecondsHeader_leavesTheOther() {
        ResponseHead head = head(Map.of("retry-after-ms", List.of("soon"), "Retry-After", List.of(" 2 ")));

        assertThat(RetryTimes.retryAfter(head)).contains(NOW.plusSeconds(2));
    }

    @Test
    void fractionOfAMillisecond_isRoundedUp() {
        assertThat(RetryTimes.retryAfter(head(Map.of("Retry-After-Ms", List.of("0.2")))))
                .contains(NOW.plusMillis(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-02T00:00:00Z", "2025-12-31T00:00:00Z", "2026-01-01T00:00:03Z"})
    void instantsByAClockThatIsWrong_areSetByOurs(Instant theirs) {
        String date = RFC_1123_DATE_TIME.format(theirs.atOffset(ZoneOffset.UTC));
        String until = RFC_1123_DATE_TIME.format(theirs.plusSeconds(5).atOffset(ZoneOffset.UTC));

        assertThat(RetryTimes.retryAfter(head(Map.of("Date", List.of(date), "Retry-After", List.of(until)))))
                .contains(NOW.plusSeconds(5));
        assertThat(RetryTimes.header(
                        head(Map.of(
                                "Date", List.of(date),
                                "x-reset",
                                        List.of(String.valueOf(
                                                theirs.plusSeconds(5).toEpochMilli())))),
                        "x-reset"))
                .contains(NOW.plusSeconds(5));
        assertThat(RetryTimes.retryAfter(head(Map.of("Date", List.of(date), "Retry-After", List.of("5")))))
                .contains(NOW.plusSeconds(5));
    }

    @Test
    void dateOfTheSameSecondOrTheNext_saysNothingAboutTheClock() {
        assertThat(RetryTimes.retryAfter(head(Map.of(
                        "Date", List.of("Wed, 31 Dec 2025 23:59:58 GMT"),
                        "Retry-After", List.of("Thu, 01 Jan 2026 00:00:30 GMT")))))
                .contains(NOW.plusSeconds(30));
    }

    @Test
    void anyHeader_canBeRead_inAnyCase() {
        ResponseHead head = head(Map.of("X-RateLimit-Reset", List.of("1767225605250")));

        assertThat(RetryTimes.header(head, "x-ratelimit-reset")).contains(NOW.plusMillis(5250));
        assertThat(RetryTimes.header(head, "absent")).isEmpty();
        assertThat(RetryTimes.retryAfter(head)).isEmpty();
    }

    private static ResponseHead head(Map<String, List<String>> headers) {
        return new ResponseHead("search", 429, headers, NOW);
    }
}
