package dev.sluice.exa.answer;

import dev.sluice.client.CallMetadata;
import dev.sluice.client.stream.EventStream;
import dev.sluice.exa.internal.CollectingIterator;
import dev.sluice.exa.search.CostDollars;
import dev.sluice.exa.search.Result;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/**
 * The events of one streamed answer, and what they add up to. When it breaks off
 * ({@link dev.sluice.client.error.TruncatedStreamException}) or Exa reports an error in its midst, {@link #soFar()} still holds what came.
 * For one reading thread; {@link #close()} from any.
 */
public final class AnswerStream implements EventStream<AnswerChunk> {
    private final EventStream<AnswerChunk> stream;
    private final Iterator<AnswerChunk> chunks;
    private final StringBuilder text = new StringBuilder();
    private final List<Result> citations = new ArrayList<>();
    private @Nullable CostDollars cost;
    private @Nullable String providerRequestId;

    /** Over the events of a call. */
    public AnswerStream(EventStream<AnswerChunk> stream) {
        this.stream = stream;
        this.chunks = new CollectingIterator<>(stream.iterator(), this::add);
    }

    private synchronized void add(AnswerChunk chunk) {
        text.append(chunk.text());
        citations.addAll(chunk.citations());
        cost = chunk.costDollars() == null ? cost : chunk.costDollars();
        providerRequestId = chunk.requestId() == null ? providerRequestId : chunk.requestId();
    }

    @Override
    public Iterator<AnswerChunk> iterator() {
        return chunks;
    }

    /**
     * Everything handed out so far, as one answer; after the last event what the blocking call would have given, except that with an output
     * schema the answer is still the object's JSON text.
     */
    public synchronized AnswerResponse soFar() {
        return new AnswerResponse(providerRequestId, StringNode.valueOf(text.toString()), citations, cost, Map.of());
    }

    /** Reads the rest, closes the stream, and gives the whole. Throws what {@link #iterator()} throws. */
    public AnswerResponse toAnswer() {
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
