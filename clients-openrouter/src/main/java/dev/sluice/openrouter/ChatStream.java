package dev.sluice.openrouter;

import dev.sluice.client.CallMetadata;
import dev.sluice.client.stream.EventStream;
import java.util.Iterator;

/**
 * The chunks of one streamed answer, and what they add up to. When the stream breaks off
 * ({@link dev.sluice.client.error.TruncatedStreamException}) or the provider reports an error in its midst,
 * {@link #soFar()} still holds the partial answer. For one reading thread; {@link #close()} from any.
 */
public final class ChatStream implements EventStream<ChatChunk> {

    private final EventStream<ChatChunk> stream;
    private final Iterator<ChatChunk> chunks;
    private final ChatAccumulator accumulator = new ChatAccumulator();

    ChatStream(EventStream<ChatChunk> stream) {
        this.stream = stream;
        Iterator<ChatChunk> arriving = stream.iterator();
        this.chunks = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return arriving.hasNext();
            }

            @Override
            public ChatChunk next() {
                ChatChunk chunk = arriving.next();
                accumulator.add(chunk);
                return chunk;
            }
        };
    }

    @Override
    public Iterator<ChatChunk> iterator() {
        return chunks;
    }

    /** Everything handed out so far, as one completion; after the last chunk what the blocking call would have given. */
    public ChatCompletion soFar() {
        return accumulator.toCompletion();
    }

    /** Reads the rest of the stream, closes it, and gives the whole. Throws what {@link #iterator()} throws. */
    public ChatCompletion toCompletion() {
        try (this) {
            chunks.forEachRemaining(chunk -> {});
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
    public void close() {
        stream.close();
    }
}
