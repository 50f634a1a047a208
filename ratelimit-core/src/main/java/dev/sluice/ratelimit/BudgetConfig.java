package dev.sluice.ratelimit;

import dev.sluice.foundation.config.Description;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A cap on what an account may spend: a quota of money with the id {@value #USD} that every request of the account counts in, those of groups apart
 * included. What may cost money and names no cost ({@link AcquireRequest#billed}) is charged an estimate, until it is settled.
 *
 * @param usd never more US dollars than this: above zero, at most a billion, at most nine decimals
 * @param per in any window of this length; with a calendar, a divisor of one day
 * @param calendar a time zone such as {@code UTC}, if windows start at midnight instead of sliding
 * @param estimate what a request of unknown cost is charged until its cost is known; a hundredth of {@code usd} if left out, so that a hundred of them
 *     may be under way (our own choice)
 */
public record BudgetConfig(
        @Description("Never more US dollars than this in any window.")
        BigDecimal usd,

        @Description("The window's length, above zero.") Duration per,

        @Description("A time zone such as UTC, if windows start at midnight instead of sliding.") @Nullable
        String calendar,

        @Description("What a call of unknown cost is charged until its cost is known; a hundredth of usd if left out.")
        @Nullable
        BigDecimal estimate) {
    /** The id under which costs are named. */
    public static final String USD = "usd";

    private static final int DECIMALS = 9;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if they make no budget
     */
    public BudgetConfig {
        Money.budget(USD, usd);
        QuotaConfig.budget(USD, usd, per).inCalendar(calendar);
        if (estimate != null && (estimate.signum() < 0 || estimate.compareTo(usd) > 0)) {
            throw new IllegalArgumentException(
                    "estimate: " + estimate + " (expected: not negative, at most usd, which is " + usd + ")");
        }
    }

    /** So much in any window of this length, with the usual estimate. */
    public static BudgetConfig of(BigDecimal usd, Duration per) {
        return new BudgetConfig(usd, per, null, null);
    }

    /** The same, in windows of the calendar of this time zone. */
    public BudgetConfig inCalendar(String zone) {
        return new BudgetConfig(usd, per, zone, estimate);
    }

    /** The same, with another estimate. */
    public BudgetConfig withEstimate(BigDecimal value) {
        return new BudgetConfig(usd, per, calendar, value);
    }

    QuotaConfig quota() {
        return QuotaConfig.budget(USD, usd, per).inCalendar(calendar);
    }

    /** What a request of unknown cost is charged. */
    BigDecimal usualEstimate() {
        return estimate != null ? estimate : usd.movePointLeft(2).setScale(DECIMALS, RoundingMode.UP);
    }
}
