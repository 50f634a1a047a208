package dev.sluice.foundation.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Durations as a number and one unit, {@code 150ms} or {@code 1.5s}; exact, not negative, at most 2^63-1 ns (292 years). */
final class Durations {
    static final String EXPECTED = "a duration such as 150ms, 10s, 1m, 1h or 1d";

    private static final Pattern SYNTAX = Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,9})?)([a-zA-Zµ]*)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ns", ChronoUnit.NANOS,
            "us", ChronoUnit.MICROS,
            "µs", ChronoUnit.MICROS,
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    static final JsonForm JSON = JsonForm.pattern(
            "duration", "^[0-9]{1,19}(\\.[0-9]{1,9})?(ns|us|µs|ms|s|m|h|d)$", value -> written((Duration) value));

    private static final List<String> WRITTEN = List.of("d", "h", "m", "s", "ms", "us", "ns");

    /** What people write who know another spelling; in small letters. */
    private static final Map<String, String> MEANT = Stream.of(
                    "ns nanos nanoseconds",
                    "us micros microseconds",
                    "ms msec msecs millis milliseconds",
                    "s sec secs second seconds",
                    "m min mins minute minutes",
                    "h hr hrs hour hours",
                    "d day days")
            .map(words -> words.split(" "))
            .flatMap(words -> Stream.of(words).map(word -> Map.entry(word, words[0])))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Durations() {}

    /** In the largest unit that needs no fraction. */
    static String written(Duration duration) {
        long nanos = duration.toNanos();
        String unit = WRITTEN.stream()
                .filter(candidate -> nanos != 0 && nanos % nanosOf(candidate) == 0)
                .findFirst()
                .orElse("s");
        return nanos / nanosOf(unit) + unit;
    }

    private static long nanosOf(String unit) {
        return Objects.requireNonNull(UNITS.get(unit)).getDuration().toNanos();
    }

    static Object parse(String text) {
        if (text.startsWith("-") && SYNTAX.matcher(text.substring(1)).matches()) {
            throw negative();
        }
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a duration (expected: " + EXPECTED + ")");
        }
        if (matcher.group(2).isEmpty()) {
            throw new IllegalArgumentException("no unit (expected: " + EXPECTED + ")");
        }
        ChronoUnit unit = UNITS.get(matcher.group(2));
        if (unit == null) {
            String meant = MEANT.get(matcher.group(2).toLowerCase(Locale.ROOT));
            throw new IllegalArgumentException("unknown unit (expected: one of ns, us, ms, s, m, h, d"
                    + (meant == null ? ")" : "; did you mean " + meant + "?)"));
        }
        return of(new BigDecimal(matcher.group(1)), unit);
    }

    private static IllegalArgumentException negative() {
        return new IllegalArgumentException("negative (expected: a duration of zero or more)");
    }

    static Duration of(BigDecimal amount, ChronoUnit unit) {
        if (amount.signum() < 0) {
            throw negative();
        }
        try {
            BigDecimal nanos =
                    amount.multiply(BigDecimal.valueOf(unit.getDuration().toNanos()));
            return Duration.ofNanos(nanos.longValueExact());
        } catch (ArithmeticException inexact) {
            throw new IllegalArgumentException(
                    "too long or too fine (expected: whole nanoseconds, at most 292 years)", inexact);
        }
    }
}
