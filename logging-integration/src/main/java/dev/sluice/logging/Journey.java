package dev.sluice.logging;

import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.UserJourneyStep;
import dev.sluice.logging.failure.LoggingFailures;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One user's way through a program: keeps the number of the step, the step before and the time between them. Thread-safe. */
public final class Journey {
    private final EventSink events;
    private final TimeSource time;
    private final String sessionId;
    private final @Nullable String userId;
    private long sequence;
    private @Nullable String previous;
    private long previousNanos;

    /**
     * Begins one.
     *
     * @param userId null if nobody is known; logged as a keyed hash
     */
    public Journey(EventSink events, TimeSource time, String sessionId, @Nullable String userId) {
        this.events = events;
        this.time = time;
        this.sessionId = sessionId;
        this.userId = userId;
    }

    /** Logs that the user is here now. */
    public void step(String name) {
        UserJourneyStep step = next(name);
        LoggingFailures.guard(() -> events.emit(step));
    }

    private synchronized UserJourneyStep next(String name) {
        long now = time.nanoTime();
        Duration since = previous == null ? null : Duration.ofNanos(now - previousNanos);
        UserJourneyStep step = new UserJourneyStep(sessionId, userId, name, ++sequence, previous, since);
        previous = name;
        previousNanos = now;
        return step;
    }
}
