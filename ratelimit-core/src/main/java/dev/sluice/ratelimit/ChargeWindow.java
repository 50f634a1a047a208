package dev.sluice.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long a charge counts: for a time, or to the end of a window of the calendar.
 *
 * @param per the length; with a zone, a divisor of one day
 * @param zone whose midnights the windows begin at; null for a window that slides
 */
record ChargeWindow(Duration per, @Nullable ZoneId zone) {
    private static final Duration DAY = Duration.ofDays(1);

    static ChargeWindow of(QuotaConfig config) {
        String calendar = config.calendar();
        return new ChargeWindow(config.per(), calendar == null ? null : ZoneId.of(calendar));
    }

    /** The first moment whose charges still count. */
    Instant start(Instant now) {
        return zone == null ? now.minus(per).plusNanos(1) : startOf(now, zone);
    }

    /** The end of the calendar's window that this moment is in; of a window that slides, when what starts now ends. */
    Instant end(Instant now) {
        if (zone == null) {
            return now.plus(per);
        }
        ZonedDateTime midnight = now.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        Instant tomorrow = midnight.plusDays(1).toInstant();
        Instant next = startOf(now, zone).plus(per);
        // The last window of a day ends with it, be it 23, 24 or 25 hours long.
        return per.equals(DAY) || next.isAfter(tomorrow) ? tomorrow : next;
    }

    private Instant startOf(Instant now, ZoneId in) {
        Instant midnight = now.atZone(in).truncatedTo(ChronoUnit.DAYS).toInstant();
        if (per.equals(DAY)) {
            return midnight;
        }
        long perNanos = per.toNanos();
        return midnight.plusNanos(Duration.between(midnight, now).toNanos() / perNanos * perNanos);
    }

    /** For instance {@code PT24H}, {@code PT24H@UTC}. */
    static ChargeWindow parse(String text) {
        int at = text.indexOf('@');
        Duration per = Duration.parse(at < 0 ? text : text.substring(0, at));
        if (per.isNegative() || per.isZero() || WaitBound.nanos(per) == WaitBound.FOREVER_NANOS) {
            throw new IllegalArgumentException("not a window");
        }
        return new ChargeWindow(per, at < 0 ? null : ZoneId.of(text.substring(at + 1)));
    }

    @Override
    public String toString() {
        return zone == null ? per.toString() : per + "@" + zone;
    }
}
