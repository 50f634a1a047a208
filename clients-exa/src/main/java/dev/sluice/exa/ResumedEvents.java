package dev.sluice.exa;

import dev.sluice.client.CallMetadata;
import dev.sluice.client.error.TruncatedStreamException;
import dev.sluice.client.stream.EventStream;
import dev.sluice.exa.agent.AgentEvent;
import java.util.Iterator;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One stream of a run's events over as many connections as it takes. The iterator is for one thread; {@link #close()} from any. */
final class ResumedEvents implements EventStream<AgentEvent> {
    private static final int MOST_BREAKS = 3;

    private final Function<@Nullable String, EventStream<AgentEvent>> opener;
    private final Iterator<AgentEvent> events = new Events();
    private EventStream<AgentEvent> current;
    private @Nullable String lastId;
    private boolean closed;
    private int breaks;

    /** @param opener opens the events behind the one of this id; of all if it is null */
    ResumedEvents(Function<@Nullable String, EventStream<AgentEvent>> opener, @Nullable String afterId) {
        this.opener = opener;
        this.lastId = afterId;
        this.current = opener.apply(afterId);
    }

    @Override
    public Iterator<AgentEvent> iterator() {
        return events;
    }

    @Override
    public String requestId() {
        return current().requestId();
    }

    @Override
    public CallMetadata metadata() {
        return current().metadata();
    }

    @Override
    public synchronized void close() {
        closed = true;
        current.close();
    }

    private synchronized EventStream<AgentEvent> current() {
        return current;
    }

    /** Whether there is an event, on this connection or a later one. */
    private boolean resuming(BooleanSupplier asked) {
        while (true) {
            try {
                return asked.getAsBoolean();
            } catch (TruncatedStreamException broken) {
                if (++breaks >= MOST_BREAKS || !reopened()) {
                    throw broken;
                }
            }
        }
    }

    private boolean reopened() {
        EventStream<AgentEvent> next = opener.apply(lastId);
        synchronized (this) {
            if (closed) {
                next.close();
                return false;
            }
            current = next;
            return true;
        }
    }

    /** The one iterator. */
    private final class Events implements Iterator<AgentEvent> {
        @Override
        public boolean hasNext() {
            return resuming(() -> current().iterator().hasNext());
        }

        @Override
        public AgentEvent next() {
            resuming(() -> current().iterator().hasNext());
            AgentEvent event = current().iterator().next();
            lastId = event.id() == null ? lastId : event.id();
            breaks = 0;
            return event;
        }
    }
}
