package dev.sluice.ratelimit;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** Another process's clocks: the monotonic one begins anywhere, the wall clock may be set. */
final class ShiftedTime implements TimeSource {
    private final TimeSource base;
    private final long nanoOffset;
    private Duration wallOffset;
    private Runnable onInstant = () -> {};

    ShiftedTime(TimeSource base, long nanoOffset, Duration wallOffset) {
        this.base = base;
        this.nanoOffset = nanoOffset;
        this.wallOffset = wallOffset;
    }

    void setWall(Duration offset) {
        wallOffset = offset;
    }

    /** What happens, once, while somebody reads the wall clock. */
    void onInstant(Runnable event) {
        onInstant = event;
    }

    @Override
    public long nanoTime() {
        return base.nanoTime() + nanoOffset;
    }

    @Override
    public Instant instant() {
        Runnable event = onInstant;
        onInstant = () -> {};
        event.run();
        return base.instant().plus(wallOffset);
    }

    @Override
    public void parkNanos(Object blocker, long waitNanos) {
        base.parkNanos(blocker, waitNanos);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return base.schedule(delay, task);
    }
}
