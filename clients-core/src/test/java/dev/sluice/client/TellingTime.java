package dev.sluice.client;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** The system's time, telling when a timer of one certain delay is set: with the idle limit's, that a head has arrived. */
final class TellingTime implements TimeSource {
    private final TimeSource system = TimeSource.system();
    private final Duration awaited;
    private final CountDownLatch told;

    TellingTime(Duration awaited, CountDownLatch told) {
        this.awaited = awaited;
        this.told = told;
    }

    @Override
    public long nanoTime() {
        return system.nanoTime();
    }

    @Override
    public Instant instant() {
        return system.instant();
    }

    @Override
    public void parkNanos(Object blocker, long nanos) {
        system.parkNanos(blocker, nanos);
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        if (delay.equals(awaited)) {
            told.countDown();
        }
        return system.schedule(delay, task);
    }
}
