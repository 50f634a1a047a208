package dev.sluice.logging.event;

import org.slf4j.event.Level;

/** Discards every event, and says so beforehand. */
enum NoSink implements EventSink {
    INSTANCE;

    @Override
    public boolean wants(String eventType, Level level, String requestId) {
        return false;
    }

    @Override
    public void emit(Event event) {}
}
