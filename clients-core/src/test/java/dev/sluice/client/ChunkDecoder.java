package dev.sluice.client;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.SseEvent;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** {@code {"text":…}}, {@code {"error":429}} with or without a text, {@code [DONE]}; {@code boom} breaks the decoder itself. */
final class ChunkDecoder implements EventDecoder<TestApi.Chunk> {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public StreamItem<TestApi.Chunk> decode(SseEvent event) {
        if (event.data().equals("[DONE]")) {
            return StreamItem.end();
        }
        if (event.data().equals("boom")) {
            throw new IllegalStateException("with sk-or-v1-secret inside");
        }
        if (event.data().isEmpty()) {
            return StreamItem.skip();
        }
        var tree = MAPPER.readTree(event.data());
        TestApi.Chunk chunk =
                tree.has("text") ? new TestApi.Chunk(tree.get("text").asString()) : null;
        if (tree.has("error")) {
            return StreamItem.error(Classification.of(tree.get("error").asInt()).code("stream_error"), chunk);
        }
        return StreamItem.event(Objects.requireNonNull(chunk, "text of a chunk"));
    }
}
