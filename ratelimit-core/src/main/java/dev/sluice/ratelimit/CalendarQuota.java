package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Counts by windows of the wall clock. If that clock is set back, the window already begun goes on. */
final class CalendarQuota extends WindowQuota {
    private final TimeSource time;
    private ChargeWindow window;
    private Instant start = Instant.MIN;
    private Instant end = Instant.MIN;
    private long used;

    CalendarQuota(QuotaConfig config, TimeSource time) {
        super(config);
        this.time = time;
        this.window = ChargeWindow.of(config);
    }

    @Override
    boolean adoptWindow(QuotaConfig other) {
        if (other.calendar() == null) {
            return false;
        }
        if (!ChargeWindow.of(other).equals(window)) {
            end = Instant.MIN; // the other windows begin now, with what the running one holds
            long carried = used;
            window = ChargeWindow.of(other);
            roll(time.instant());
            used = carried;
        }
        return true;
    }

    @Override
    void restore(long stamp, Instant wall, long amount) {
        roll(time.instant());
        if (!wall.isBefore(start)) {
            used = Cost.sum(used, amount);
        }
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
        long perNanos = window.per().toNanos();
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
        if (!wall.isBefore(end)) {
            start = window.start(wall);
            end = window.end(wall);
            used = 0;
        }
    }
}
