package dev.sluice.daytona;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;

/** Pauses between the polls of one wait: 250 ms at first, a third more each time, 2 s at most, never past the deadline. */
final class Polling {

    private static final long FIRST_NANOS = Duration.ofMillis(250).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(2).toNanos();

    private final TimeSource time;
    private final long deadlineNanos;
    private long pauseNanos = FIRST_NANOS;

    Polling(TimeSource time, Duration within) {
        this.time = time;
        this.deadlineNanos = time.nanoTime() + within.toNanos();
    }

    /**
     * Sleeps, holding nothing.
     *
     * @return false, at once, if the deadline has passed
     */
    boolean pause() throws InterruptedException {
        long left = deadlineNanos - time.nanoTime();
        if (left <= 0) {
            return false;
        }
        time.sleep(Duration.ofNanos(Math.min(pauseNanos, left)));
        pauseNanos = Math.min(pauseNanos + pauseNanos / 3, LONGEST_NANOS);
        return true;
    }
}
