package dev.sluice.logging.event;

import dev.sluice.logging.failure.LoggingFailures;
import org.slf4j.event.Level;

/** Gives every event to one sink, then to another, whatever becomes of the first. */
record BothSinks(EventSink first, EventSink second) implements EventSink {
    @Override
    public boolean wants(String eventType, Level level, String requestId) {
        return first.wants(eventType, level, requestId) || second.wants(eventType, level, requestId);
    }

    @Override
    public void emit(Event event) {
        LoggingFailures.guard(() -> first.emit(event));
        LoggingFailures.guard(() -> second.emit(event));
    }
}
