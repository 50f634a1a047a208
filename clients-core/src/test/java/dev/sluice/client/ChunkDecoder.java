package dev.sluice.client;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.SseEvent;
import tools.jackson.databind.json.JsonMapper;

/** {@code {"text":…}}, {@code {"error":429}}, {@code [DONE]}; {@code boom} breaks the decoder itself. */
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
        return tree.has("error")
                ? StreamItem.error(Classification.of(tree.get("error").asInt()).code("stream_error"))
                : StreamItem.event(new TestApi.Chunk(tree.get("text").asString()));
    }
}
