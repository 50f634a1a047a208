package dev.sluice.ratelimit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Never more than so many permits in any window of this length; or, with a calendar, in each window that starts at midnight of its time zone
 * or a whole number of windows after it.
 *
 * @param id what costs and snapshots call it; if left out, made of the numbers, such as {@code 100/PT1S}
 * @param permits at least 1
 * @param per the window, above zero; with a calendar, a divisor of one day
 * @param calendar a time zone such as {@code UTC}, if the server's windows follow the calendar
 */
public record QuotaConfig(
        @Nullable String id,
        long permits,
        Duration per,
        @Nullable String calendar) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if they make no quota
     */
    public QuotaConfig {
        if (permits < 1) {
            throw new IllegalArgumentException("permits: " + permits + " (expected: at least 1)");
        }
        if (per.isNegative() || per.isZero() || WaitBound.nanos(per) == WaitBound.FOREVER_NANOS) {
            throw new IllegalArgumentException("per: " + per + " (expected: above zero and below a century)");
        }
        if (calendar != null) {
            checkCalendar(calendar, per);
        }
        id = id == null ? permits + "/" + per : id;
    }

    /** A sliding window. */
    public static QuotaConfig sliding(String id, long permits, Duration per) {
        return new QuotaConfig(id, permits, per, null);
    }

    /** What costs and snapshots call this quota. */
    String name() {
        return id == null ? permits + "/" + per : id;
    }

    private static void checkCalendar(String calendar, Duration per) {
        try {
            ZoneId.of(calendar);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("calendar: unknown zone (expected: a time zone such as UTC)", e);
        }
        if (Duration.ofDays(1).toNanos() % WaitBound.nanos(per) != 0) {
            throw new IllegalArgumentException("per: " + per + " (expected: a divisor of one day, with a calendar)");
        }
    }
}
