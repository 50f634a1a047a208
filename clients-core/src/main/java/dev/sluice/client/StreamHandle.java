package dev.sluice.client;

import dev.sluice.client.stream.EventStream;
import java.lang.ref.Reference;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * An open stream in its user's hands. Nothing of ours refers to it, so that the collector tells when nobody will read the stream any more, nor
 * close it; its iterator refers to it, and nobody waits for an event but through that.
 */
final class StreamHandle<E> implements EventStream<E> {
    private final LiveStream<E> stream;
    private final Iterator<E> reading;

    StreamHandle(LiveStream<E> stream) {
        this.stream = stream;
        this.reading = new Reading(stream.iterator());
    }

    @Override
    public Iterator<E> iterator() {
        return reading;
    }

    @Override
    public String requestId() {
        return stream.requestId();
    }

    @Override
    public CallMetadata metadata() {
        return stream.metadata();
    }

    @Override
    public @Nullable E besideError() {
        return stream.besideError();
    }

    @Override
    public void close() {
        stream.close();
    }

    /** Keeps the handle in reach while its reader waits. */
    private final class Reading implements Iterator<E> {
        private final Iterator<E> events;

        private Reading(Iterator<E> events) {
            this.events = events;
        }

        @Override
        public boolean hasNext() {
            try {
                return events.hasNext();
            } finally {
                Reference.reachabilityFence(StreamHandle.this);
            }
        }

        @Override
        public E next() {
            try {
                return events.next();
            } finally {
                Reference.reachabilityFence(StreamHandle.this);
            }
        }
    }
}
