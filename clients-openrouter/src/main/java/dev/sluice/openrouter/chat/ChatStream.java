package dev.sluice.openrouter.chat;

import dev.sluice.client.CallMetadata;
import dev.sluice.client.stream.EventStream;
import dev.sluice.logging.llm.LoggedCompletion;
import dev.sluice.openrouter.completion.LoggedEvents;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of one streamed answer, and what they add up to. When the stream breaks off
 * ({@link dev.sluice.client.error.TruncatedStreamException}) or the provider reports an error in its midst,
 * {@link #soFar()} still holds the partial answer, with the usage that came along with the error. For one reading thread; {@link #close()} from any.
 */
public final class ChatStream implements EventStream<ChatChunk> {

    private final EventStream<ChatChunk> stream;
    private final LoggedEvents<ChatChunk> events;
    private final ChatAccumulator accumulator = new ChatAccumulator();

    /** @param logged is told how the stream ends; null if nobody asks */
    ChatStream(EventStream<ChatChunk> stream, @Nullable LoggedCompletion logged) {
        this.stream = stream;
        this.events = new LoggedEvents<>(stream, this::keep, () -> ChatLog.answer(soFar()), logged);
    }

    @Override
    public Iterator<ChatChunk> iterator() {
        return events;
    }

    private void keep(ChatChunk chunk) {
        synchronized (accumulator) {
            accumulator.add(chunk);
        }
    }

    /** Everything handed out so far, as one completion; after the last chunk what the blocking call would have given. */
    public ChatCompletion soFar() {
        synchronized (accumulator) {
            return accumulator.toCompletion();
        }
    }

    /** Reads the rest of the stream, closes it, and gives the whole. Throws what {@link #iterator()} throws. */
    public ChatCompletion toCompletion() {
        try (this) {
            iterator().forEachRemaining(chunk -> {});
            return soFar();
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
    public @Nullable ChatChunk besideError() {
        return stream.besideError();
    }

    @Override
    public void close() {
        events.close();
    }
}
