package dev.sluice.exa;

import dev.sluice.client.CallMetadata;
import dev.sluice.client.stream.EventStream;
import java.util.Iterator;
import java.util.List;

/**
 * Events that are there already.
 *
 * @param <T> type of the events
 */
public final class FixedEvents<T> implements EventStream<T> {
    private final Iterator<T> events;
    private boolean closed;

    public FixedEvents(List<T> events) {
        this.events = events.iterator();
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public Iterator<T> iterator() {
        return events;
    }

    @Override
    public String requestId() {
        return "req-fixed";
    }

    @Override
    public CallMetadata metadata() {
        throw new UnsupportedOperationException("fixed events have no call");
    }

    @Override
    public void close() {
        closed = true;
    }
}
