package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Money in whole billionths of its unit, so that it is counted exactly and like permits. A billion units, the most that is accepted, leaves
 * room to add up several of them in a {@code long}.
 */
final class Money {
    static final long NANOS_PER_UNIT = 1_000_000_000L;

    private static final int DECIMALS = 9;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000L);
    private static final BigDecimal LEAST = BigDecimal.ONE.movePointLeft(DECIMALS);

    private Money() {}

    /** Rounded up, because it is what somebody is charged. */
    static long charge(String place, BigDecimal amount) {
        check(place, amount);
        if (amount.signum() > 0 && amount.compareTo(LEAST) <= 0) {
            return 1; // also keeps the exponent of a number such as 1E-999999999 from being written out
        }
        return nanos(amount.setScale(DECIMALS, RoundingMode.CEILING));
    }

    /** Exact, because a budget is written by hand. */
    static long budget(BigDecimal amount) {
        return budget("amount", amount);
    }

    /** As {@link #budget(BigDecimal)}, of what stands under this key. */
    static long budget(String key, BigDecimal amount) {
        boolean tiny = amount.compareTo(LEAST) < 0;
        if (tiny || amount.compareTo(MOST) > 0 || amount.stripTrailingZeros().scale() > DECIMALS) {
            throw new IllegalArgumentException(
                    key + ": " + amount + " (expected: above zero, at most a billion, at most nine decimals)");
        }
        return nanos(amount);
    }

    /** In units, without needless zeros. */
    static BigDecimal amount(long nanos) {
        BigDecimal exact = BigDecimal.valueOf(nanos, DECIMALS).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0, RoundingMode.UNNECESSARY) : exact;
    }

    private static long nanos(BigDecimal amount) {
        return amount.movePointRight(DECIMALS).longValueExact();
    }

    private static void check(String place, BigDecimal amount) {
        if (amount.signum() < 0 || amount.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(place + ": " + amount + " (expected: not negative, at most a billion)");
        }
    }
}
