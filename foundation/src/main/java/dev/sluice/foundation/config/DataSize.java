package dev.sluice.foundation.config;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An amount of data, written with its unit: {@code 512B}, {@code 16MB}, {@code 4MiB}. {@code KB MB GB} are powers of 1000, {@code KiB MiB
 * GiB} powers of 1024, as in IEC 80000-13.
 *
 * @param bytes zero or more
 */
public record DataSize(long bytes) {
    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,19})(B|KB|MB|GB|KiB|MiB|GiB)");
    private static final Map<String, Long> UNITS = Map.of(
            "B",
            1L,
            "KB",
            1_000L,
            "MB",
            1_000_000L,
            "GB",
            1_000_000_000L,
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "GiB",
            1L << 30);

    /** In the largest unit that needs no fraction, {@code 16MB}. */
    private String written() {
        return Stream.of("GiB", "GB", "MiB", "MB", "KiB", "KB")
                .filter(unit -> bytes > 0 && bytes % UNITS.getOrDefault(unit, 1L) == 0)
                .findFirst()
                .map(unit -> bytes / UNITS.getOrDefault(unit, 1L) + unit)
                .orElse(bytes + "B");
    }

    static JsonForm json() {
        return JsonForm.pattern("size", "^[0-9]{1,19}(B|KB|MB|GB|KiB|MiB|GiB)$", value -> ((DataSize) value).written());
    }

    /**
     * Checks the sign.
     *
     * @throws IllegalArgumentException if negative
     */
    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative size (expected: zero bytes or more)");
        }
    }

    /**
     * Reads a whole number followed by its unit.
     *
     * @throws IllegalArgumentException if the text is no such thing, or more than {@link Long#MAX_VALUE} bytes; the message does not quote
     *     the text
     */
    public static DataSize parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException(
                    "not a size (expected: a whole number and its unit, B KB MB GB KiB MiB GiB, such as 16MB)");
        }
        try {
            return new DataSize(new BigDecimal(matcher.group(1))
                    .multiply(BigDecimal.valueOf(unit))
                    .longValueExact());
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("too large (expected: a size below 9 exabytes)", tooLarge);
        }
    }
}
