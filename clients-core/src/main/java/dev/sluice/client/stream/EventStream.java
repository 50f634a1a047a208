package dev.sluice.client.stream;

import dev.sluice.client.CallMetadata;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Typed events of one streaming call, in order, once: {@code try (var events = …) { for (var event : events) … }}. Holds the call's permit
 * and its connection until it is closed, which happens by itself at the end marker and at any failure; so close it whenever you may leave
 * early. Closing early cancels the call: the connection is cut. A stream that is lost without being closed is closed once a garbage
 * collection has found it, at the latest an idle timeout after that, with a warning in the log; a permit is held until then.
 *
 * <p>For one reading thread; {@link #close()} may come from any thread and wakes the reader.
 *
 * @param <T> type of the events
 */
public interface EventStream<T> extends Iterable<T>, AutoCloseable {

    /**
     * The one iterator of this stream: asked again, it goes on where it stands. {@code hasNext()} waits for the next event or the end, at
     * most for the idle timeout between bytes and until the optional stream deadline; it is false after the end marker and after
     * {@link #close()}. Both its methods throw
     *
     * <ul>
     *   <li>{@link dev.sluice.client.error.TruncatedStreamException} if the stream broke off or stalled before its end marker,
     *   <li>{@link dev.sluice.client.error.ResponseException} if the provider reported an error inside the stream,
     *   <li>{@link dev.sluice.client.error.DecodingException} if an event is not what the provider's format says.
     * </ul>
     */
    @Override
    Iterator<T> iterator();

    /** Our id of the call, the same in every log line about it. */
    String requestId();

    /**
     * What the answer's head said, and how the call got there: status, headers, attempts, waits. {@code duration} grows until the end of
     * the stream.
     */
    CallMetadata metadata();

    /**
     * What the event that ended the stream with an error told beside it, such as the usage until then. Null if the stream did not end so, or nothing was
     * told; so it is unless an implementation says otherwise.
     */
    default @Nullable T besideError() {
        return null;
    }

    /** Ends the call if it still runs, closes the connection and gives the permit back. Idempotent, never throws. */
    @Override
    void close();
}
