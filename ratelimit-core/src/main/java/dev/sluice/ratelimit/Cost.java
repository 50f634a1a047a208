package dev.sluice.ratelimit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What something costs of one kind, as either sort of quota counts it: which sort it is, the configuration decides later.
 *
 * @param permits in whole permits, rounded up
 * @param nanos in billionths of a unit of money, rounded up
 */
record Cost(long permits, long nanos) {
    /** Far above every quota, and small enough that a few of them can be added up. */
    static final long MOST = Long.MAX_VALUE / 4;

    static Cost of(String place, long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException(place + ": " + amount + " (expected: not negative)");
        }
        long nanos = amount > MOST / Money.NANOS_PER_UNIT ? MOST : amount * Money.NANOS_PER_UNIT;
        return new Cost(Math.min(amount, MOST), nanos);
    }

    static Cost of(String place, BigDecimal amount) {
        long nanos = Money.charge(place, amount);
        return new Cost(Money.amount(nanos).setScale(0, RoundingMode.CEILING).longValueExact(), nanos);
    }

    /** The sum of two amounts that are not negative, cut to {@link #MOST}. */
    static long sum(long one, long other) {
        return Math.min(MOST, Math.min(MOST, one) + Math.min(MOST, other));
    }
}
