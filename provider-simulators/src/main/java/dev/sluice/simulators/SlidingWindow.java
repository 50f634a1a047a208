package dev.sluice.simulators;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;

/** At most {@code limit} requests in any stretch of {@code period}, by an exact log of admissions; a refused request takes no place. */
final class SlidingWindow implements RequestWindow {
    private final String name;
    private final int limit;
    private final long periodNanos;
    private final boolean blocking;
    private final TimeSource time;
    private final ArrayDeque<Long> admissions = new ArrayDeque<>();
    private boolean blocked;
    private long blockedUntil;

    private SlidingWindow(String name, int limit, Duration period, boolean blocking, TimeSource time) {
        this.name = name;
        this.limit = limit;
        this.periodNanos = period.toNanos();
        this.blocking = blocking;
        this.time = time;
    }

    static SlidingWindow of(String name, int limit, Duration period, TimeSource time) {
        return new SlidingWindow(name, limit, period, false, time);
    }

    /** One that, once exceeded, refuses everything for a whole period (as @nestjs/throttler does, which Daytona uses). */
    static SlidingWindow blocking(String name, int limit, Duration period, TimeSource time) {
        return new SlidingWindow(name, limit, period, true, time);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public int remaining() {
        long now = forget();
        return blocked && blockedUntil - now > 0 ? 0 : limit - admissions.size();
    }

    @Override
    public Duration untilFree() {
        return remaining() > 0 ? Duration.ZERO : untilReset();
    }

    @Override
    public Duration untilReset() {
        long now = forget();
        if (blocked && blockedUntil - now > 0) {
            return Duration.ofNanos(blockedUntil - now);
        }
        Long oldest = admissions.peekFirst();
        return oldest == null ? Duration.ZERO : Duration.ofNanos(oldest + periodNanos - now);
    }

    @Override
    public void take() {
        admissions.addLast(time.nanoTime());
    }

    @Override
    public void refused() {
        long now = time.nanoTime();
        if (blocking && !(blocked && blockedUntil - now > 0)) {
            blocked = true;
            blockedUntil = now + periodNanos;
        }
    }

    private long forget() {
        long now = time.nanoTime();
        for (Long oldest = admissions.peekFirst();
                oldest != null && now - oldest >= periodNanos;
                oldest = admissions.peekFirst()) {
            admissions.removeFirst();
        }
        return now;
    }
}
