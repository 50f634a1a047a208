package dev.sluice.client;

import dev.sluice.logging.event.Event;
import dev.sluice.logging.event.EventSink;
import dev.sluice.logging.failure.LoggingFailures;
import org.slf4j.event.Level;

/** Keeps a sink that breaks its promise from breaking calls. */
final class GuardedSink implements EventSink {
    private final EventSink sink;

    GuardedSink(EventSink sink) {
        this.sink = sink;
    }

    @Override
    public boolean wants(String eventType, Level level, String requestId) {
        try {
            return sink.wants(eventType, level, requestId);
        } catch (Throwable brokenPromise) {
            LoggingFailures.record(brokenPromise);
            return false;
        }
    }

    @Override
    public void emit(Event event) {
        try {
            sink.emit(event);
        } catch (Throwable brokenPromise) {
            LoggingFailures.record(brokenPromise);
        }
    }
}
