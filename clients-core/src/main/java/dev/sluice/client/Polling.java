package dev.sluice.client;

import dev.sluice.client.error.ClientException;
import dev.sluice.foundation.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks until there is an answer: at once, then after pauses that may grow, for the last time at the deadline. Each poll is a call of its own
 * with its own permit; during the pauses nothing is held. Immutable; every method returns a changed copy.
 *
 * <pre>{@code
 * Optional<Sandbox> started = Polling.every(Duration.ofMillis(250))
 *         .growing(Duration.ofSeconds(2))
 *         .within(Duration.ofSeconds(60))
 *         .until(() -> sandboxes.find(id).filter(Sandbox::hasStarted));
 * }</pre>
 */
public final class Polling {
    private static final Duration DEFAULT_WITHIN = Duration.ofMinutes(1);

    private final Duration first;
    private final Duration longest;
    private final Duration within;
    private final int tolerated;
    private final TimeSource time;

    private Polling(Duration first, Duration longest, Duration within, int tolerated, TimeSource time) {
        this.first = first;
        this.longest = longest;
        this.within = within;
        this.tolerated = tolerated;
        this.time = time;
    }

    /**
     * With this pause from the end of a poll to the next one, for one minute, by the system's clock.
     *
     * @throws IllegalArgumentException if it is not above zero
     */
    public static Polling every(Duration pause) {
        HttpConfig.positive("pause", pause);
        Duration bounded = Durations.bounded(pause);
        return new Polling(bounded, bounded, DEFAULT_WITHIN, 0, TimeSource.system());
    }

    /** With pauses that grow by a third each, up to this one. */
    public Polling growing(Duration longestPause) {
        return new Polling(first, Durations.bounded(longestPause), within, tolerated, time);
    }

    /** For so long; zero asks once, and what is longer than 73 years ends then. A poll that is under way at the end is waited for: its call has a deadline of its own. */
    public Polling within(Duration value) {
        return new Polling(first, longest, Durations.bounded(value), tolerated, time);
    }

    /**
     * Going on after polls that failed, if a repeat makes sense ({@link ClientException#isRetryable()}), up to so many in a row; 0 unless
     * said. For work that goes on at the server while it cannot be asked.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Polling tolerating(int failuresInARow) {
        if (failuresInARow < 0) {
            throw new IllegalArgumentException("failures in a row: " + failuresInARow + " (expected: at least 0)");
        }
        return new Polling(first, longest, within, failuresInARow, time);
    }

    /** By this time source. */
    public Polling time(TimeSource value) {
        return new Polling(first, longest, within, tolerated, value);
    }

    /**
     * Polls on the calling thread.
     *
     * @param poll empty if there is no answer yet; what it throws ends the polling, unless it is {@linkplain #tolerating tolerated}; never
     *     at the deadline
     * @return the answer; empty if there was none in time
     * @throws InterruptedException if the thread is or becomes interrupted in a pause
     */
    public <T> Optional<T> until(Supplier<Optional<T>> poll) throws InterruptedException {
        long end = time.nanoTime() + within.toNanos();
        long pause = first.toNanos();
        int failures = 0;
        while (true) {
            Optional<T> answer = Optional.empty();
            long left;
            try {
                answer = poll.get();
                failures = 0;
                left = end - time.nanoTime();
            } catch (ClientException failure) {
                left = end - time.nanoTime();
                if (!failure.isRetryable() || ++failures > tolerated || left <= 0) {
                    throw failure;
                }
            }
            if (answer.isPresent() || left <= 0) {
                return answer;
            }
            time.sleep(Duration.ofNanos(Math.min(pause, left)));
            pause = Math.max(pause, Math.min(pause + pause / 3, longest.toNanos()));
        }
    }
}
