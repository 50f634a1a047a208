package dev.sluice.exa.search;

import dev.sluice.client.CallMetadata;
import dev.sluice.client.stream.EventStream;
import dev.sluice.exa.internal.CollectingIterator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/**
 * The events of one streamed search, and what they add up to. When it breaks off, {@link #soFar()} still holds what came. For one reading
 * thread; {@link #close()} from any.
 */
public final class SearchStream implements EventStream<SearchChunk> {
    private final EventStream<SearchChunk> stream;
    private final Iterator<SearchChunk> chunks;
    private final StringBuilder text = new StringBuilder();
    private final List<Result> results = new ArrayList<>();
    private List<DeepOutput.Grounding> grounding = List.of();
    private @Nullable SearchChunk done;
    private @Nullable String providerRequestId;

    /** Over the events of a call. */
    public SearchStream(EventStream<SearchChunk> stream) {
        this.stream = stream;
        this.chunks = new CollectingIterator<>(stream.iterator(), this::add);
    }

    private synchronized void add(SearchChunk chunk) {
        if (chunk.resets()) {
            text.setLength(0);
        }
        text.append(chunk.text());
        results.addAll(chunk.results());
        grounding = chunk.grounding().isEmpty() ? grounding : chunk.grounding();
        done = chunk.isDone() ? chunk : done;
        providerRequestId = chunk.requestId() == null ? providerRequestId : chunk.requestId();
    }

    @Override
    public Iterator<SearchChunk> iterator() {
        return chunks;
    }

    /** Everything handed out so far, as one answer; after the last event what the blocking call would have given. */
    public synchronized SearchResponse soFar() {
        DeepOutput output = done == null ? null : done.output();
        if (output == null && !text.isEmpty()) {
            output = new DeepOutput(StringNode.valueOf(text.toString()), grounding, Map.of());
        }
        return new SearchResponse(
                providerRequestId,
                results,
                null,
                null,
                output,
                done == null ? null : done.costDollars(),
                done == null ? null : done.searchTimeMillis(),
                null,
                List.of(),
                Map.of());
    }

    /** Reads the rest, closes the stream, and gives the whole. Throws what {@link #iterator()} throws. */
    public SearchResponse toResponse() {
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
