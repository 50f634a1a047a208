package dev.sluice.foundation.config;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share of a whole, written in per cent: {@code 20%}, {@code 0.5%}.
 *
 * @param value from 0 (nothing) to 1 (all)
 */
public record Ratio(double value) {
    private static final Pattern SYNTAX = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?)\\s?%");

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if outside 0 to 1, or not a number
     */
    public Ratio {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("out of range (expected: 0% to 100%)");
        }
    }

    static JsonForm json() {
        return JsonForm.pattern("percentage", "^[0-9]{1,3}(\\.[0-9]{1,9})?\\s?%$", value -> ((Ratio) value).written());
    }

    private String written() {
        return BigDecimal.valueOf(value).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    /**
     * Reads a percentage.
     *
     * @throws IllegalArgumentException if the text is no such thing or out of range; the message does not quote the text
     */
    public static Ratio parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a percentage (expected: a number and %, such as 20%)");
        }
        return new Ratio(new BigDecimal(matcher.group(1)).movePointLeft(2).doubleValue());
    }
}
