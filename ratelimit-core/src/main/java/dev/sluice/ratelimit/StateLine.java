package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * One line of a state file: a charge ({@code +}), or what is taken back of one ({@code -}), which bears the stamp of the charge.
 *
 * <pre>{@code + 2026-11-21T10:15:30.000000001Z 0.015000000 PT24H@UTC openrouter - usd}</pre>
 *
 * <p>Money always has nine decimals, permits have none. Names are percent-encoded; a minus sign stands for an empty one.
 *
 * @param taken true for what is taken back
 * @param stamp when the charge was made, in nanoseconds since 1970
 */
record StateLine(boolean taken, long stamp, long amount, ChargeKey key) {
    static final String EXPECTED = "+ or -, an instant, an amount, a window, limiter, group and quota, such as"
            + " + 2026-11-21T10:15:30Z 0.015000000 PT24H@UTC openrouter - usd";

    private static final int FIELDS = 7;
    private static final Pattern PERMITS = Pattern.compile("[1-9][0-9]{0,18}");
    private static final Pattern MONEY = Pattern.compile("(0|[1-9][0-9]{0,9})\\.[0-9]{9}");
    private static final long NANOS = 1_000_000_000L;

    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    /** What takes back so much of this charge. */
    StateLine takeBack(long back) {
        return new StateLine(true, stamp, back, key);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    static StateLine parse(String text) {
        String[] fields = text.split(" ", -1);
        if (fields.length != FIELDS || !(fields[0].equals("+") || fields[0].equals("-"))) {
            throw new IllegalArgumentException("not a charge");
        }
        try {
            boolean money = fields[2].indexOf('.') >= 0;
            ChargeWindow window = ChargeWindow.parse(fields[3]);
            ChargeKey key = new ChargeKey(decode(fields[4]), decode(fields[5]), decode(fields[6]), money, window);
            return new StateLine(fields[0].equals("-"), nanos(Instant.parse(fields[1])), amount(fields[2]), key);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("not a charge", e);
        }
    }

    private static long amount(String text) {
        if (PERMITS.matcher(text).matches()) {
            return new BigDecimal(text).longValueExact();
        }
        if (MONEY.matcher(text).matches()) {
            return new BigDecimal(text).movePointRight(9).longValueExact();
        }
        throw new IllegalArgumentException("not an amount");
    }

    private static String encode(String name) {
        if (name.isEmpty()) {
            return "-";
        }
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%2F", "/");
        return encoded.equals("-") ? "%2D" : encoded;
    }

    private static String decode(String field) {
        if (field.isEmpty()) {
            throw new IllegalArgumentException("a name is missing");
        }
        return field.equals("-") ? "" : URLDecoder.decode(field, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String shown = key.money() ? BigDecimal.valueOf(amount, 9).toPlainString() : Long.toString(amount);
        return String.join(
                " ",
                taken ? "-" : "+",
                instant(stamp).toString(),
                shown,
                key.window().toString(),
                encode(key.limiter()),
                encode(key.group()),
                encode(key.quota()));
    }
}
