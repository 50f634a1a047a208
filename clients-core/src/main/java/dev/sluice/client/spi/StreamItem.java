package dev.sluice.client.spi;

import org.jspecify.annotations.Nullable;

/**
 * What one server-sent event is.
 *
 * @param <E> type of the stream's events
 */
public sealed interface StreamItem<E> {
    /** An event for the caller. */
    static <E> StreamItem<E> event(E value) {
        return new Event<>(value);
    }

    /** Nothing for the caller: a keep-alive, or a part of something still incomplete. */
    static <E> StreamItem<E> skip() {
        return new Skip<>();
    }

    /** The end marker: the stream is whole. */
    static <E> StreamItem<E> end() {
        return new End<>();
    }

    /** An error inside the stream, classified as an answer would be. */
    static <E> StreamItem<E> error(Classification classification) {
        return new Failure<>(classification, null);
    }

    /** The same, beside something that is not for the caller but for the {@link CallSettler}: what was used until then. */
    static <E> StreamItem<E> error(Classification classification, @Nullable E last) {
        return new Failure<>(classification, last);
    }

    /** See {@link #event}. */
    record Event<E>(E value) implements StreamItem<E> {}

    /** See {@link #skip}. */
    record Skip<E>() implements StreamItem<E> {}

    /** See {@link #end}. */
    record End<E>() implements StreamItem<E> {}

    /** See {@link #error}. */
    record Failure<E>(
            Classification classification, @Nullable E last) implements StreamItem<E> {}
}
