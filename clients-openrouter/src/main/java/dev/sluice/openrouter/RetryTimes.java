package dev.sluice.openrouter;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * When OpenRouter allows the next request: {@code Retry-After} (seconds or date), else
 * {@code availability.retry_after} (seconds), else {@code X-RateLimit-Reset} of the headers or of
 * {@code metadata.headers}, which is epoch milliseconds. What cannot be understood counts as not said.
 */
final class RetryTimes {

    /** No epoch second of our time is that large (year 5138), no epoch millisecond that small (1973). */
    private static final long MILLIS_FROM = 100_000_000_000L;

    private static final long LONGEST_SECONDS = Duration.ofDays(366).toSeconds();

    private RetryTimes() {}

    static @Nullable Instant of(JsonNode error, Function<String, @Nullable String> headers, Instant now) {
        Instant asked = retryAfter(headers.apply("Retry-After"), now);
        if (asked == null) {
            asked = inSeconds(error.path("availability").path("retry_after").asString(""), now);
        }
        return asked == null ? reset(error, headers) : asked;
    }

    static @Nullable Instant reset(JsonNode error, Function<String, @Nullable String> headers) {
        Instant header = epoch(headers.apply("X-RateLimit-Reset"));
        return header == null
                ? epoch(error.path("metadata")
                        .path("headers")
                        .path("X-RateLimit-Reset")
                        .asString(""))
                : header;
    }

    /** When the free models' day is over. */
    static Instant nextMidnight(Instant now) {
        return now.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
    }

    private static @Nullable Instant retryAfter(@Nullable String value, Instant now) {
        if (value == null || value.isBlank()) {
            return null;
        }
        Instant seconds = inSeconds(value, now);
        return seconds == null ? date(value) : seconds;
    }

    private static @Nullable Instant inSeconds(String value, Instant now) {
        double seconds = number(value);
        return seconds >= 0 && seconds <= LONGEST_SECONDS ? now.plusMillis(Math.round(seconds * 1000)) : null;
    }

    private static @Nullable Instant date(String value) {
        try {
            return ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .withZoneSameInstant(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException notADate) {
            return null;
        }
    }

    private static @Nullable Instant epoch(@Nullable String value) {
        long number = value == null ? -1 : (long) number(value);
        if (number <= 0) {
            return null;
        }
        return number >= MILLIS_FROM ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number);
    }

    private static double number(String value) {
        try {
            return Double.parseDouble(value.strip());
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
