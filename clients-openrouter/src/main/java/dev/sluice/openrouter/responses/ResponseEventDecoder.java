package dev.sluice.openrouter.responses;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.SseEvent;
import dev.sluice.foundation.TimeSource;
import dev.sluice.openrouter.internal.ErrorReader;
import dev.sluice.openrouter.internal.OpenRouterJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the events of a response stream: only {@code data:} lines have been recorded. It is whole at {@code [DONE]}, or if its body ends
 * after {@code response.completed} or {@code response.incomplete}.
 */
final class ResponseEventDecoder implements EventDecoder<ResponseEvent> {

    private static final String OPERATION = "responses-stream";

    private final TimeSource time;
    private boolean finished;

    ResponseEventDecoder(TimeSource time) {
        this.time = time;
    }

    @Override
    public StreamItem<ResponseEvent> decode(SseEvent event) {
        String data = event.data().strip();
        if (data.isEmpty()) {
            return StreamItem.skip();
        }
        if (data.equals("[DONE]")) {
            return StreamItem.end();
        }
        JsonNode json = OpenRouterJson.mapper().readTree(data);
        Classification error = error(json);
        if (error != null) {
            return StreamItem.error(error, OpenRouterJson.mapper().treeToValue(json, ResponseEvent.class));
        }
        ResponseEvent read = OpenRouterJson.mapper().treeToValue(json, ResponseEvent.class);
        finished |= read.isLast();
        return StreamItem.event(read);
    }

    /** An error is an event of its own ({@code error}), a failed response, or the key {@code error} as in chats. */
    private @Nullable Classification error(JsonNode json) {
        String type = json.path("type").asString("");
        JsonNode place = json;
        if (type.equals("response.failed") || type.equals("response.error")) {
            place = json.path("response");
        } else if (type.equals("error") && !json.hasNonNull("error")) {
            place = OpenRouterJson.mapper().createObjectNode().set("error", json);
        }
        Classification error = ErrorReader.inEvent(OPERATION, place, time.instant());
        if (error == null && type.equals("response.failed")) {
            return Classification.of(500).code("response_failed");
        }
        return error;
    }

    @Override
    public boolean isComplete() {
        return finished;
    }
}
