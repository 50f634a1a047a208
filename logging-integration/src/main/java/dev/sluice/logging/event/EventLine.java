package dev.sluice.logging.event;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.spi.LoggingEventAware;

/** An event as a back end takes it whole, without a builder that copies it field by field. */
final class EventLine implements LoggingEvent {
    private final String logger;
    private final Event event;
    private final EventPairs pairs;

    EventLine(String logger, Event event) {
        this.logger = logger;
        this.event = event;
        this.pairs = new EventPairs(event);
    }

    void to(LoggingEventAware backEnd) {
        backEnd.log(this);
    }

    @Override
    public Level getLevel() {
        return event.level();
    }

    @Override
    public String getLoggerName() {
        return logger;
    }

    @Override
    public String getMessage() {
        return event.message();
    }

    @Override
    public @Nullable List<Object> getArguments() {
        return null;
    }

    @Override
    public Object @Nullable [] getArgumentArray() {
        return null;
    }

    @Override
    public @Nullable List<Marker> getMarkers() {
        return null;
    }

    @Override
    public List<KeyValuePair> getKeyValuePairs() {
        return pairs;
    }

    @Override
    public @Nullable Throwable getThrowable() {
        return null;
    }

    /** Left to the back end, which has a clock of its own. */
    @Override
    public long getTimeStamp() {
        return 0;
    }

    @Override
    public @Nullable String getThreadName() {
        return null;
    }

    /** Below this class stands who emitted the event. */
    @Override
    public String getCallerBoundary() {
        return EventLine.class.getName();
    }
}
