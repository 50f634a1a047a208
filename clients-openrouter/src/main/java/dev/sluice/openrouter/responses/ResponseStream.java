package dev.sluice.openrouter.responses;

import dev.sluice.client.CallMetadata;
import dev.sluice.client.stream.EventStream;
import dev.sluice.logging.llm.LoggedCompletion;
import dev.sluice.openrouter.completion.LoggedEvents;
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
    private final LoggedEvents<ResponseEvent> events;
    private final ResponseSoFar soFar = new ResponseSoFar();

    /** @param logged is told how the stream ends; null if nobody asks */
    ResponseStream(EventStream<ResponseEvent> stream, @Nullable LoggedCompletion logged) {
        this.stream = stream;
        this.events = new LoggedEvents<>(stream, soFar::add, () -> ResponseLog.answer(soFar), logged);
    }

    @Override
    public Iterator<ResponseEvent> iterator() {
        return events;
    }

    /** The text so far. */
    public String text() {
        return soFar.text();
    }

    /** The response as it was told last, by the event of its failure too; empty before the first event about the whole. */
    public Optional<Response> response() {
        return Optional.ofNullable(soFar.response());
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
    public @Nullable ResponseEvent besideError() {
        return stream.besideError();
    }

    @Override
    public void close() {
        events.close();
    }
}
