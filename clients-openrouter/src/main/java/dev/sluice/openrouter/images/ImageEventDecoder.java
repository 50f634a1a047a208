package dev.sluice.openrouter.images;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.SseEvent;
import dev.sluice.foundation.TimeSource;
import dev.sluice.openrouter.internal.ErrorReader;
import dev.sluice.openrouter.internal.OpenRouterJson;
import tools.jackson.databind.JsonNode;

/** Reads the events of an image stream. It is whole at {@code [DONE]}, or if its body ends after a finished image. */
final class ImageEventDecoder implements EventDecoder<ImageEvent> {

    private final TimeSource time;
    private boolean finished;

    ImageEventDecoder(TimeSource time) {
        this.time = time;
    }

    @Override
    public StreamItem<ImageEvent> decode(SseEvent event) {
        String data = event.data().strip();
        if (data.isEmpty()) {
            return StreamItem.skip();
        }
        if (data.equals("[DONE]")) {
            return StreamItem.end();
        }
        JsonNode json = OpenRouterJson.mapper().readTree(data);
        if (json.isNull()) {
            return StreamItem.skip();
        }
        Classification error = ErrorReader.inEvent("images-stream", json, time.instant());
        if (error != null) {
            return StreamItem.error(error);
        }
        ImageEvent read = OpenRouterJson.mapper().treeToValue(json, ImageEvent.class);
        finished |= read.isCompleted();
        return StreamItem.event(read);
    }

    @Override
    public boolean isComplete() {
        return finished;
    }
}
