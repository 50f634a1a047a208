package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The time source as Resilience4j wants it: it waits by a clock. This one starts at the wall clock's time and goes on by elapsed time, for a
 * wall clock may be set back, and a circuit would be open for as long.
 */
final class TimeSourceClock extends Clock {
    private final TimeSource time;
    private final Instant origin;
    private final long originNanos;

    TimeSourceClock(TimeSource time) {
        this.time = time;
        this.origin = time.instant();
        this.originNanos = time.nanoTime();
    }

    @Override
    public Instant instant() {
        return origin.plusNanos(time.nanoTime() - originNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
