package dev.sluice.ratelimit;

import dev.sluice.foundation.config.Description;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Never more than so many permits, or so much money, in any window of this length; or, with a calendar, in each window that starts at midnight
 * of its time zone or a whole number of windows after it. Either {@code permits} or {@code amount} is given.
 *
 * <p>Money is charged what a request says it costs of this id, and nothing if it does not say; permits are then charged its weight.
 *
 * @param id what costs and snapshots call it; if left out, made of the numbers, such as {@code 100/PT1S}; required with an amount
 * @param permits 1 to 10<sup>18</sup>
 * @param amount a budget in a currency that the id names, such as {@code usd}: above zero, at most a billion, at most nine decimals
 * @param per the window, above zero; with a calendar, a divisor of one day
 * @param calendar a time zone such as {@code UTC}, if the server's windows follow the calendar
 */
public record QuotaConfig(
        @Description("What costs and snapshots call it; made of the numbers if left out, required with an amount.")
        @Nullable
        String id,

        @Description("Never more than so many in any window, at least 1.") @Nullable
        Long permits,

        @Description("Never more money than this in any window, in the currency that the id names, such as usd.")
        @Nullable
        BigDecimal amount,

        @Description("The window's length, above zero.") Duration per,

        @Description("A time zone such as UTC, if the server's windows start at midnight instead of sliding.") @Nullable
        String calendar) {
    private static final long MOST_PERMITS = 1_000_000_000_000_000_000L;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if they make no quota
     */
    public QuotaConfig {
        if ((permits == null) == (amount == null)) {
            throw new IllegalArgumentException(
                    "quota: " + (permits == null ? "neither permits nor" : "both permits and")
                            + " amount (expected: permits, or an amount of money)");
        }
        if (permits != null && permits < 1) {
            throw new IllegalArgumentException("permits: " + permits + " (expected: at least 1)");
        }
        if (permits != null && permits > MOST_PERMITS) {
            throw new IllegalArgumentException("permits: " + permits + " (expected: at most 10^18)");
        }
        if (amount != null) {
            checkAmount(id, amount);
        }
        if (per.isNegative() || per.isZero() || WaitBound.nanos(per) == WaitBound.FOREVER_NANOS) {
            throw new IllegalArgumentException("per: no window (expected: above zero and below a century)");
        }
        if (calendar != null) {
            checkCalendar(calendar, per);
        }
        id = id == null ? permits + "/" + per : id;
    }

    /** Permits in a sliding window. */
    public static QuotaConfig sliding(String id, long permits, Duration per) {
        return new QuotaConfig(id, permits, null, per, null);
    }

    /** Permits in a window of the calendar of this time zone. */
    public static QuotaConfig calendar(String id, long permits, Duration per, String zone) {
        return new QuotaConfig(id, permits, null, per, zone);
    }

    /** Money in a sliding window. */
    public static QuotaConfig budget(String id, BigDecimal amount, Duration per) {
        return new QuotaConfig(id, null, amount, per, null);
    }

    /** The same, in windows of the calendar of this time zone; in sliding ones if null. */
    public QuotaConfig inCalendar(@Nullable String zone) {
        return new QuotaConfig(id, permits, amount, per, zone);
    }

    /** What costs and snapshots call this quota. */
    String name() {
        return id == null ? permits + "/" + per : id;
    }

    boolean isMoney() {
        return amount != null;
    }

    /** Permits, or billionths of money. */
    long capacity() {
        return amount != null ? Money.budget(amount) : permits == null ? 0 : permits;
    }

    private static void checkAmount(@Nullable String id, BigDecimal amount) {
        if (id == null) {
            throw new IllegalArgumentException("id: missing (expected: the name that costs are given by, such as usd)");
        }
        Money.budget(amount);
    }

    private static void checkCalendar(String calendar, Duration per) {
        try {
            ZoneId.of(calendar);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "calendar: unknown zone (expected: a time zone such as UTC or America/New_York)", e);
        }
        if (Duration.ofDays(1).toNanos() % WaitBound.nanos(per) != 0) {
            throw new IllegalArgumentException(
                    "per: does not divide a day (expected: with a calendar, such as 1h, 6h or 1d)");
        }
    }
}
