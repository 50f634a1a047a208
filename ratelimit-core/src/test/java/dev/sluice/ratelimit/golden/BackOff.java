package dev.sluice.ratelimit.golden;

import dev.sluice.foundation.TimeSource;
import java.time.Duration;

/** No limiter: sends at once, and after a 429 waits exponentially longer with full jitter, at least as long as it was told if it obeys. */
final class BackOff implements Strategy {
    private static final long FIRST_NANOS = Duration.ofMillis(500).toNanos();
    private static final long LONGEST_NANOS = Duration.ofSeconds(8).toNanos();

    private final TimeSource time;
    private final Draws draws;
    private final boolean obeys;

    BackOff(TimeSource time, Draws draws, boolean obeys) {
        this.time = time;
        this.draws = draws;
        this.obeys = obeys;
    }

    @Override
    public void depart(Attempt attempt, Runnable send) {
        if (attempt.number == 1) {
            send.run();
            return;
        }
        long bound = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(10, attempt.number - 2));
        long jitter = draws.jitterNanos(bound, attempt.request, attempt.number);
        long told = obeys ? attempt.retryAfterNanos : 0;
        time.schedule(Duration.ofNanos(told + jitter), send);
    }
}
