package dev.sluice.client.faults;

import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.SseEvent;
import tools.jackson.databind.json.JsonMapper;

/** {@code {"text":…}}, and {@code [DONE]} at the end. */
final class FaultDecoder implements EventDecoder<FaultApi.Chunk> {
    private static final JsonMapper MAPPER = new JsonMapper();

    @Override
    public StreamItem<FaultApi.Chunk> decode(SseEvent event) {
        return event.data().equals("[DONE]")
                ? StreamItem.end()
                : StreamItem.event(new FaultApi.Chunk(
                        MAPPER.readTree(event.data()).get("text").asString()));
    }
}
