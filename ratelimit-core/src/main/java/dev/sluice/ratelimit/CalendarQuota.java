package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Counts by windows of the wall clock. If that clock is set back, the window already begun goes on. */
final class CalendarQuota extends Quota {
    private final TimeSource time;
    private ZoneId zone;
    private Instant start = Instant.MIN;
    private Instant end = Instant.MIN;
    private long perNanos;
    private long used;

    CalendarQuota(QuotaConfig config, TimeSource time) {
        super(config);
        this.time = time;
        this.zone = zoneOf(config);
        this.perNanos = config.per().toNanos();
    }

    @Override
    boolean adoptWindow(QuotaConfig other) {
        if (other.calendar() == null) {
            return false;
        }
        if (!other.per().equals(config().per()) || !other.calendar().equals(config().calendar())) {
            end = Instant.MIN; // the other windows begin now, with what the running one holds
            long carried = used;
            zone = zoneOf(other);
            perNanos = other.per().toNanos();
            roll(time.instant());
            used = carried;
        }
        return true;
    }

    @Override
    long used(long now) {
        roll(time.instant());
        return used;
    }

    @Override
    long delay(long now, long amount) {
        Instant wall = time.instant();
        roll(wall);
        if (amount <= capacity() - used || amount <= 0) {
            return 0;
        }
        long moreWindows = (amount - 1) / capacity();
        // One window less than it takes: some days have 23 hours, and this is a lower bound.
        long beyond = Math.min(Math.max(0, moreWindows - 1), WaitBound.FOREVER_NANOS / perNanos - 1) * perNanos;
        return WaitBound.nanos(Duration.between(wall, end)) + beyond;
    }

    @Override
    void spend(long now, long amount) {
        roll(time.instant());
        used = Cost.sum(used, amount);
    }

    @Override
    void unspend(long now, long stamp, long amount) {
        Instant wall = time.instant();
        roll(wall);
        if (!wall.minusNanos(now - stamp).isBefore(start)) {
            used = Math.max(0, used - amount);
        }
    }

    private void roll(Instant wall) {
        if (wall.isBefore(end)) {
            return;
        }
        ZonedDateTime day = wall.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        Instant midnight = day.toInstant();
        long passed = Duration.between(midnight, wall).toNanos() / perNanos * perNanos;
        Instant tomorrow = day.plusDays(1).toInstant();
        start = midnight.plusNanos(passed);
        Instant next = start.plusNanos(perNanos);
        // The last window of a day ends with it, be it 23, 24 or 25 hours long.
        boolean wholeDay = perNanos == Duration.ofDays(1).toNanos();
        end = wholeDay || next.isAfter(tomorrow) ? tomorrow : next;
        start = wholeDay ? midnight : start;
        used = 0;
    }

    private static ZoneId zoneOf(QuotaConfig config) {
        return ZoneId.of(java.util.Objects.requireNonNull(config.calendar()));
    }
}
