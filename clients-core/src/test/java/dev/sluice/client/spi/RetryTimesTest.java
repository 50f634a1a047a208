package dev.sluice.client.spi;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

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
                    Thursday, 01-Jan-26 00:00:30 GMT | 2026-01-01T00:00:30Z
                    Sunday, 06-Nov-94 08:49:37 GMT   | 1994-11-06T08:49:37Z
                    Thu Jan  1 00:00:30 2026      | 2026-01-01T00:00:30Z
                    Sun Nov  6 08:49:37 1994      | 1994-11-06T08:49:37Z
                    Thu Jan 15 00:00:30 2026      | 2026-01-15T00:00:30Z
                    2026-01-01T00:00:30Z          | 2026-01-01T00:00:30Z
                    2026-01-01T01:00:30.5+01:00   | 2026-01-01T00:00:30.500Z
                    """)
    void everySpelling_isUnderstood(String value, Instant expected) {
        assertThat(RetryTimes.parse(value, head(Map.of())).orElse(null)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "-1",
                "1e3",
                "12345678901",
                "99999999999999",
                "+2",
                "0x10",
                "1,5",
                "2026-01-01",
                "2026-01-01T00:00:30",
                "+10000-01-01T00:00:30Z",
                "Thu, 32 Jan 2026 00:00:30 GMT",
                "Thursday, 01-Jan-26",
                "Thu Jan 01",
                ", "
            })
    void otherText_isNoTime(String value) {
        assertThat(RetryTimes.parse(value, head(Map.of()))).isEmpty();
    }

    @Test
    void instantInThePast_isReturnedAsItStands() {
        assertThat(RetryTimes.parse("1767225590", head(Map.of()))).contains(NOW.minusSeconds(10));
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

    /** The server's clock is a day ahead or behind; what it says is meant by that. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Fri, 02 Jan 2026 00:00:00 GMT | Fri, 02 Jan 2026 00:00:30 GMT    | 30
            Fri, 02 Jan 2026 00:00:00 GMT | Friday, 02-Jan-26 00:00:30 GMT   | 30
            Fri, 02 Jan 2026 00:00:00 GMT | Fri Jan  2 00:00:30 2026         | 30
            Fri, 02 Jan 2026 00:00:00 GMT | 1767312030                       | 30
            Fri, 02 Jan 2026 00:00:00 GMT | 1767312030000                    | 30
            Fri, 02 Jan 2026 00:00:00 GMT | 17                               | 17
            Wed, 31 Dec 2025 00:00:00 GMT | Wed, 31 Dec 2025 00:00:30 GMT    | 30
            Wed, 31 Dec 2025 00:00:00 GMT | 1767139230                       | 30
            Wed, 31 Dec 2025 00:00:00 GMT | 1.5                              | 1.5
            Wed, 31 Dec 2025 23:59:58 GMT | Thu, 01 Jan 2026 00:00:30 GMT    | 30
            Thu, 01 Jan 2026 00:00:01 GMT | Thu, 01 Jan 2026 00:00:30 GMT    | 30
            nonsense                      | Thu, 01 Jan 2026 00:00:30 GMT    | 30
            """)
    void instants_areReadByTheServersOwnDate(String date, String retryAfter, BigDecimal seconds) {
        ResponseHead head = head(Map.of("Date", List.of(date), "Retry-After", List.of(retryAfter)));

        assertThat(RetryTimes.retryAfter(head))
                .contains(NOW.plusNanos(seconds.movePointRight(9).longValueExact()));
    }

    @Test
    void dateOfAnAnswerOutOfACache_isAsOldAsItSays() {
        ResponseHead head = head(Map.of(
                "date", List.of("Wed, 31 Dec 2025 23:00:00 GMT"),
                "age", List.of("3600"),
                "retry-after", List.of("Thu, 01 Jan 2026 00:00:30 GMT")));

        assertThat(RetryTimes.retryAfter(head)).contains(NOW.plusSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Retry-After-sandbox-create=17                                       | 17
            Retry-After-authenticated=3, retry-after-sandbox-list=9, Retry-After=5 | 9
            Retry-After=20, Retry-After-sandbox-create=17                       | 20
            retry-after-ms=1500                                                 | 1.5
            retry-after-ms=1500, Retry-After-anonymous=1                        | 1.5
            X-RateLimit-Reset-anonymous=4                                       |
            """)
    void suffixedHeaders_theLongestCounts(String headers, BigDecimal seconds) {
        Map<String, List<String>> all = new HashMap<>();
        for (String header : headers.split(", ")) {
            all.put(header.substring(0, header.indexOf('=')), List.of(header.substring(header.indexOf('=') + 1)));
        }

        assertThat(RetryTimes.longestRetryAfter(head(all)).orElse(null))
                .isEqualTo(
                        seconds == null
                                ? null
                                : NOW.plusNanos(seconds.movePointRight(9).longValueExact()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"retry_after":40}                                  | 40
            {"retry_after":"1.5"}                               | 1.5
            {"retry_after_ms":1500,"retry_after":9}             | 1.5
            {"retryAfterMs":"250"}                              | 0.25
            {"retry_after_seconds":120}                         | 120
            {"reset":1767225605}                                | 5
            {"reset_at":"2026-01-01T00:00:07Z"}                 | 7
            {"X-RateLimit-Reset":"1767225605250"}               | 5.25
            {"retry_after":null,"reset":3}                      | 3
            {"retry_after":{"s":1}}                             |
            {"retry_after":-1}                                  |
            {"other":1}                                         |
            [40]                                                |
            40                                                  |
            """)
    void bodyFields_areUnderstood(String json, BigDecimal seconds) {
        assertThat(RetryTimes.inBody(JsonMapper.shared().readTree(json), head(Map.of()))
                        .orElse(null))
                .isEqualTo(
                        seconds == null
                                ? null
                                : NOW.plusNanos(seconds.movePointRight(9).longValueExact()));
    }

    private static ResponseHead head(Map<String, List<String>> headers) {
        return new ResponseHead("search", 429, headers, NOW);
    }
}
