package dev.sluice.openrouter.chat;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.Copies;
import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.SseEvent;
import dev.sluice.foundation.TimeSource;
import dev.sluice.openrouter.internal.ErrorReader;
import dev.sluice.openrouter.internal.OpenRouterJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the events of a chat stream. An error is told by the key {@code error}, not by the finish reason: chunks with
 * an error have been seen with finish reason {@code error}, null, and without any choice. A stream is whole at
 * {@code [DONE]}, or if its body ends after a finish reason.
 */
final class ChatEventDecoder implements EventDecoder<ChatChunk> {

    private static final String DONE = "[DONE]";

    private final TimeSource time;
    private boolean finished;

    ChatEventDecoder(TimeSource time) {
        this.time = time;
    }

    @Override
    public StreamItem<ChatChunk> decode(SseEvent event) {
        String data = event.data().strip();
        if (data.isEmpty()) {
            return StreamItem.skip();
        }
        if (data.equals(DONE)) {
            return StreamItem.end();
        }
        JsonNode json = OpenRouterJson.mapper().readTree(data);
        if (json.isNull()) {
            return StreamItem.skip();
        }
        Classification error = ErrorReader.inEvent("chat-stream", json, time.instant());
        if (error != null) {
            return StreamItem.error(error, chunkWithUsage(json));
        }
        ChatChunk chunk = OpenRouterJson.mapper().treeToValue(json, ChatChunk.class);
        finished |= Copies.present(chunk.choices()).stream().anyMatch(c -> c.finishReason() != null);
        return StreamItem.event(chunk);
    }

    /** What stands beside an error and tells what was used; null if nothing does, or the rest is no chunk. */
    private static @Nullable ChatChunk chunkWithUsage(JsonNode json) {
        try {
            return json.path("usage").isObject() ? ChatJson.mapper().treeToValue(json, ChatChunk.class) : null;
        } catch (JacksonException noChunk) {
            return null;
        }
    }

    @Override
    public boolean isComplete() {
        return finished;
    }
}
