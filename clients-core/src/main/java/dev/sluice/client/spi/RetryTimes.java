package dev.sluice.client.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads "not before" in the spellings servers use. A value of no known spelling is no value; an instant in the past means now and is
 * returned as it stands. Spellings are told apart by shape: 13 digits are epoch milliseconds, 10 digits epoch seconds, fewer digits seconds
 * from now.
 */
public final class RetryTimes {
    private static final DelayParser MILLIS = new MillisDelayParser();
    private static final DelayParser DATE = new HttpDateDelayParser();
    private static final Duration EXPLICABLE = Duration.ofSeconds(2);
    private static final List<DelayParser> ANY_SPELLING =
            List.of(new EpochMillisDelayParser(), new EpochSecondsDelayParser(), new SecondsDelayParser(), DATE);

    private RetryTimes() {}

    /** The {@code retry-after-ms} header, else {@code Retry-After}: seconds, fractional seconds, HTTP-date, or an epoch. */
    public static Optional<Instant> retryAfter(ResponseHead head) {
        Optional<Instant> millis =
                head.header("retry-after-ms").map(value -> MILLIS.parse(value.strip(), head.receivedAt()));
        return millis.or(() -> header(head, "retry-after"));
    }

    /**
     * A header of any name, such as {@code x-ratelimit-reset}, in any spelling. An instant is one of the server's clock: where its
     * {@code Date} is more than two seconds from ours, which its whole seconds and the way here do not explain, it is set by ours.
     */
    public static Optional<Instant> header(ResponseHead head, String name) {
        Duration ahead = ahead(head);
        return head.header(name)
                .flatMap(value -> parse(value, head.receivedAt().plus(ahead)))
                .map(instant -> instant.minus(ahead));
    }

    /** By how much the server's clock is ahead of ours. */
    private static Duration ahead(ResponseHead head) {
        Instant date = head.header("date")
                .map(value -> DATE.parse(value.strip(), head.receivedAt()))
                .orElse(head.receivedAt());
        Duration ahead = Duration.between(head.receivedAt(), date);
        return ahead.abs().compareTo(EXPLICABLE) > 0 ? ahead : Duration.ZERO;
    }

    /** A value from a body, in any spelling. */
    public static Optional<Instant> parse(String value, Instant now) {
        String stripped = value.strip();
        for (DelayParser parser : ANY_SPELLING) {
            Instant instant = parser.parse(stripped, now);
            if (instant != null) {
                return Optional.of(instant);
            }
        }
        return Optional.empty();
    }
}
