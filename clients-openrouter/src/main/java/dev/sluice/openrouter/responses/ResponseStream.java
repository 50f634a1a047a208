package dev.sluice.openrouter.responses;

import dev.sluice.client.CallMetadata;
import dev.sluice.client.stream.EventStream;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of one streamed response, and what came of them. When the stream breaks off
 * ({@link dev.sluice.client.error.TruncatedStreamException}) or fails, {@link #text()} still holds the partial text. For one reading
 * thread; {@link #close()} from any.
 */
public final class ResponseStream implements EventStream<ResponseEvent> {

    private final EventStream<ResponseEvent> stream;
    private final Iterator<ResponseEvent> arriving;
    private final StringBuilder text = new StringBuilder();
    private @Nullable Response last;

    ResponseStream(EventStream<ResponseEvent> stream) {
        this.stream = stream;
        this.arriving = stream.iterator();
    }

    @Override
    public Iterator<ResponseEvent> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return arriving.hasNext();
            }

            @Override
            public ResponseEvent next() {
                return keep(arriving.next());
            }
        };
    }

    private ResponseEvent keep(ResponseEvent event) {
        text.append(event.textDelta());
        if (event.response() != null) {
            last = event.response();
        }
        return event;
    }

    /** The text so far. */
    public String text() {
        return text.toString();
    }

    /** The response as it was told last; empty before the first event about the whole. */
    public Optional<Response> response() {
        return Optional.ofNullable(last);
    }

    /**
     * Reads the rest of the stream, closes it, and gives the whole response. Throws what {@link #iterator()} throws.
     *
     * @throws IllegalStateException if the stream ended without any event about the whole
     */
    public Response toResponse() {
        try (this) {
            iterator().forEachRemaining(event -> {});
            return response()
                    .orElseThrow(() -> new IllegalStateException(
                            "response stream: ended without a response (expected: response.completed)"));
        }
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
    public void close() {
        stream.close();
    }
}
