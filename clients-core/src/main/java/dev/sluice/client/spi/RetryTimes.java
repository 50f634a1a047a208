package dev.sluice.client.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads "not before" in the spellings servers use, as an instant of our own clock. A value of no known spelling is no value; an instant in
 * the past means now and is returned as it stands. Spellings are told apart by shape: 13 digits are epoch milliseconds, 10 digits epoch
 * seconds, fewer digits seconds from now; also the three forms of an HTTP-date, and RFC 3339.
 *
 * <p>What names an instant is read by the server's own clock: with a {@code Date} header in the answer that is off ours, an instant means so
 * long after that date. So a clock that is wrong by a day, on either side, costs neither a day nor a hail of requests.
 */
public final class RetryTimes {
    static final DelayParser MILLIS = new MillisDelayParser();

    private static final DelayParser HTTP_DATE = new HttpDateDelayParser();
    private static final List<DelayParser> ANY_SPELLING = List.of(
            new EpochMillisDelayParser(),
            new EpochSecondsDelayParser(),
            new SecondsDelayParser(),
            HTTP_DATE,
            new Rfc850DateDelayParser(),
            new AsctimeDelayParser(),
            new TimestampDelayParser());
    private static final BodyDelayParser BODY = new BodyDelayParser();

    /** A {@code Date} is cut to whole seconds and written before the answer travels: so far behind ours it says the same time. */
    private static final Duration BEHIND = Duration.ofSeconds(2);

    private static final Duration AHEAD = Duration.ofSeconds(1);

    private RetryTimes() {}

    /** The {@code retry-after-ms} header, else {@code Retry-After}: seconds, fractional seconds, HTTP-date, or an epoch. */
    public static Optional<Instant> retryAfter(ResponseHead head) {
        Optional<Instant> millis = head.header("retry-after-ms")
                .flatMap(value -> byOurClock(head, now -> Optional.ofNullable(MILLIS.parse(value.strip(), now))));
        return millis.or(() -> header(head, "retry-after"));
    }

    /**
     * The latest of {@link #retryAfter} and all headers that put a throttler's name behind it, as {@code Retry-After-sandbox-create: 17} of
     * Daytona.
     */
    public static Optional<Instant> longestRetryAfter(ResponseHead head) {
        Optional<Instant> suffixed = head.headers().keySet().stream()
                .filter(RetryTimes::isSuffixed)
                .flatMap(name -> header(head, name).stream())
                .max(Comparator.naturalOrder());
        Optional<Instant> plain = retryAfter(head);
        return suffixed.isPresent() && plain.isPresent() && suffixed.get().isBefore(plain.get())
                ? plain
                : suffixed.or(() -> plain);
    }

    /** A header of any name, such as {@code x-ratelimit-reset}, in any spelling. */
    public static Optional<Instant> header(ResponseHead head, String name) {
        return head.header(name).flatMap(value -> parse(value, head));
    }

    /** A value from an answer's body, in any spelling. */
    public static Optional<Instant> parse(String value, ResponseHead head) {
        return byOurClock(head, now -> Optional.ofNullable(anySpelling(value, now)));
    }

    /**
     * What an error object says in its own fields: {@code retry_after_ms}, {@code retry_after}, {@code retry_after_seconds}, {@code reset_at},
     * {@code reset}, {@code X-RateLimit-Reset}, the first that can be read. What is no object says nothing.
     */
    public static Optional<Instant> inBody(JsonNode object, ResponseHead head) {
        return byOurClock(head, now -> BODY.parse(object, now));
    }

    static @Nullable Instant anySpelling(String value, Instant now) {
        String stripped = value.strip();
        for (DelayParser parser : ANY_SPELLING) {
            Instant instant = parser.parse(stripped, now);
            if (instant != null) {
                return instant;
            }
        }
        return null;
    }

    private static Optional<Instant> byOurClock(ResponseHead head, Function<Instant, Optional<Instant>> read) {
        Instant now = serversNow(head);
        return read.apply(now).map(instant -> head.receivedAt().plus(Duration.between(now, instant)));
    }

    /** By its {@code Date} and, of an answer out of a cache, its age; our own time if that agrees or there is no date. */
    private static Instant serversNow(ResponseHead head) {
        Instant ours = head.receivedAt();
        Instant date = head.header("date")
                .map(value -> HTTP_DATE.parse(value.strip(), ours))
                .orElse(null);
        if (date == null) {
            return ours;
        }
        Instant theirs = head.header("age")
                .map(value -> new SecondsDelayParser().parse(value.strip(), date))
                .orElse(date);
        boolean agree = !theirs.isBefore(ours.minus(BEHIND)) && !theirs.isAfter(ours.plus(AHEAD));
        return agree ? ours : theirs;
    }

    private static boolean isSuffixed(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return name.startsWith("retry-after-") && !name.equals("retry-after-ms");
    }
}
