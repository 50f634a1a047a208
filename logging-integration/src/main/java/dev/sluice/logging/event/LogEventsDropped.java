package dev.sluice.logging.event;

import java.util.Map;
import org.slf4j.event.Level;

/**
 * The file could not keep up and lines were lost ({@code log_events_dropped}), none of them of a class that must not lose any.
 *
 * @param dropped since the last such event
 * @param droppedTotal since the log was opened
 */
public record LogEventsDropped(long dropped, long droppedTotal) implements Event {
    @Override
    public String eventType() {
        return "log_events_dropped";
    }

    @Override
    public String message() {
        return "Log lines were dropped";
    }

    @Override
    public Level level() {
        return Level.WARN;
    }

    @Override
    public Map<String, Object> fields() {
        return new Fields()
                .put(EventKey.DROPPED, dropped)
                .put(EventKey.DROPPED_TOTAL, droppedTotal)
                .done();
    }
}
