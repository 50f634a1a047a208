package dev.sluice.client.spi;

import dev.sluice.client.stream.SseEvent;

/**
 * Understands the events of one stream; made anew for each, so it may keep state. For one thread. What it throws ends the stream as a
 * decoding failure.
 *
 * @param <E> type of the stream's events
 */
@FunctionalInterface
public interface EventDecoder<E> {
    /** Says what an event is. */
    StreamItem<E> decode(SseEvent event);

    /**
     * Asked when the body ends without {@link StreamItem#end()}: whether what came is whole all the same. False by default, which makes such
     * an end a truncation.
     */
    default boolean isComplete() {
        return false;
    }

    /**
     * Asked when the body breaks off, or our patience with it ends, instead of the body: whether nothing can be missing, because what is
     * always last has come. False by default, which makes a break a truncation.
     */
    default boolean isEnded() {
        return false;
    }
}
