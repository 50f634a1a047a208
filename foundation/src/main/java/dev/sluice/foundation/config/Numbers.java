package dev.sluice.foundation.config;

import java.math.BigDecimal;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Decimal numbers as people write them: no {@code 0x10}, {@code 1_000}, {@code 010}, {@code .5} or {@code .inf}. */
final class Numbers {
    private static final String WHOLE_NUMBER = "a whole number such as 10";
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,29})");
    /** Bounded, because the plain form of 1e999999999 is a gigabyte long. */
    private static final Pattern DECIMAL =
            Pattern.compile("-?(0|[1-9][0-9]{0,29})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");

    private Numbers() {}

    static ScalarShape whole(long least, long most, Function<BigDecimal, Object> narrow) {
        Function<String, Object> parser = text -> {
            if (!WHOLE.matcher(text).matches()) {
                throw new IllegalArgumentException("not a whole number (expected: " + WHOLE_NUMBER + ")");
            }
            try {
                return narrow.apply(new BigDecimal(text));
            } catch (ArithmeticException tooLarge) {
                String range = least + " to " + most;
                throw new IllegalArgumentException("out of range (expected: a whole number, " + range + ")", tooLarge);
            }
        };
        return ScalarShape.plain(WHOLE_NUMBER, parser, JsonForm.whole(least, most));
    }

    static ScalarShape decimal(Function<BigDecimal, Object> convert) {
        return decimal("a number such as 10 or 0.5", convert, JsonForm.NUMBER);
    }

    static ScalarShape decimal(String expected, Function<BigDecimal, Object> convert, JsonForm json) {
        Function<String, Object> parser = text -> {
            if (!DECIMAL.matcher(text).matches()) {
                throw new IllegalArgumentException("not a number (expected: " + expected + ")");
            }
            return convert.apply(new BigDecimal(text));
        };
        return ScalarShape.plain(expected, parser, json);
    }

    static Object finite(BigDecimal number) {
        double value = number.doubleValue();
        if (Double.isInfinite(value)) {
            throw new IllegalArgumentException("out of range (expected: a number below 1.7e308)");
        }
        return value;
    }
}
