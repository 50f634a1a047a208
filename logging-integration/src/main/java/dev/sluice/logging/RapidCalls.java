package dev.sluice.logging;

import dev.sluice.foundation.TimeSource;
import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.event.ExternalApiCall;
import dev.sluice.logging.event.SecurityEvent;
import dev.sluice.logging.failure.LoggingFailures;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.event.Level;

/**
 * Counts the attempts of the calls that pass through to another sink, for each provider, and adds a {@code security_rapid_api_calls} when more were
 * sent within a window than anybody should need: a loop that has run away, or somebody else with our key. One for each such time; it is over when
 * a call ends and there were fewer. Attempts count when their call ends. Thread-safe.
 */
public final class RapidCalls implements EventSink {
    private final EventSink next;
    private final TimeSource time;
    private final LoggingConfig.Rate limit;
    private final Map<String, Window> windows = new ConcurrentHashMap<>();

    /** Hands every event on to this sink. */
    public RapidCalls(EventSink next, TimeSource time, LoggingConfig.Rate limit) {
        this.next = next;
        this.time = time;
        this.limit = limit;
    }

    @Override
    public boolean wants(String eventType, Level level, String requestId) {
        return eventType.equals("external_api_call") || next.wants(eventType, level, requestId);
    }

    @Override
    public void emit(Event event) {
        next.emit(event);
        if (event instanceof ExternalApiCall call && limit.calls() > 0) {
            LoggingFailures.guard(() -> count(call));
        }
    }

    private void count(ExternalApiCall call) {
        String provider = call.call().peerService();
        Window window = windows.computeIfAbsent(provider, any -> new Window(limit));
        if (window.isOverrunBy(call.attempts(), time.nanoTime())) {
            next.emit(SecurityEvent.rapidApiCalls(provider, limit.calls() + 1L, limit.window()));
        }
    }

    /** The instants of a provider's latest attempts, one more than may be in a window. */
    private static final class Window {
        private final long[] nanos;
        private final long lengthNanos;
        private long counted;
        private boolean overrun;

        Window(LoggingConfig.Rate limit) {
            nanos = new long[limit.calls() + 1];
            lengthNanos = limit.window().toNanos();
        }

        /** Whether these attempts are the first that are too many. */
        synchronized boolean isOverrunBy(int attempts, long now) {
            boolean before = overrun;
            for (int i = 0; i < attempts; i++) {
                nanos[(int) (counted++ % nanos.length)] = now;
                overrun = counted >= nanos.length && now - nanos[(int) (counted % nanos.length)] < lengthNanos;
            }
            return overrun && !before;
        }
    }
}
