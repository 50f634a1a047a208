package dev.sluice.openrouter;

import dev.sluice.client.stream.EventStream;

/**
 * The chunks of one streamed answer, and what they add up to. When the stream breaks off
 * ({@link dev.sluice.client.error.TruncatedStreamException}) or the provider reports an error in its midst,
 * {@link #soFar()} still holds the partial answer. For one reading thread; {@link #close()} from any.
 */
public final class ChatStream implements EventStream<ChatChunk> {

    private final EventStream<ChatChunk> chunks;
    private final ChatAccumulator accumulator = new ChatAccumulator();

    ChatStream(EventStream<ChatChunk> chunks) {
        this.chunks = chunks;
    }

    @Override
    public boolean hasNext() {
        return chunks.hasNext();
    }

    @Override
    public ChatChunk next() {
        ChatChunk chunk = chunks.next();
        accumulator.add(chunk);
        return chunk;
    }

    /** Everything handed out so far, as one completion; after the last chunk what the blocking call would have given. */
    public ChatCompletion soFar() {
        return accumulator.toCompletion();
    }

    /** Reads the rest of the stream, closes it, and gives the whole. Throws what {@link #hasNext()} throws. */
    public ChatCompletion toCompletion() {
        try (this) {
            while (hasNext()) {
                next();
            }
            return soFar();
        }
    }

    @Override
    public String requestId() {
        return chunks.requestId();
    }

    @Override
    public void close() {
        chunks.close();
    }
}
