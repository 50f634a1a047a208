package dev.sluice.openrouter.responses;

import dev.sluice.client.spi.Classification;
import dev.sluice.client.spi.EventDecoder;
import dev.sluice.client.spi.StreamItem;
import dev.sluice.client.stream.SseEvent;
import dev.sluice.foundation.TimeSource;
import dev.sluice.openrouter.internal.ErrorReader;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Reads the events of a response stream: only {@code data:} lines have been recorded. It is whole at {@code [DONE]}, or if its body ends
 * after {@code response.completed} or {@code response.incomplete}.
 */
final class ResponseEventDecoder implements EventDecoder<ResponseEvent> {

    private static final String OPERATION = "responses-stream";
    private static final Set<String> FAILURES = Set.of("response.failed", "response.error", "error");

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
        if (json.isNull()) {
            return StreamItem.skip();
        }
        Classification error = error(json);
        if (error != null) {
            return StreamItem.error(error, besideError(json));
        }
        ResponseEvent read = OpenRouterJson.mapper().treeToValue(json, ResponseEvent.class);
        finished |= read.isLast();
        return StreamItem.event(read);
    }

    /**
     * An error is an event of its own, whose code and message stand in itself or in an object, a failed response, or the key {@code error} as in chats. A text
     * under that key is no failure of the response: so says a server tool that one of the models it asked has failed.
     */
    private @Nullable Classification error(JsonNode json) {
        String type = json.path("type").asString("");
        boolean failed = FAILURES.contains(type);
        if (!failed && json.path("error").isString()) {
            return null;
        }
        JsonNode place = json;
        if (failed && !json.hasNonNull("error")) {
            place = json.path("response").isObject()
                    ? json.path("response")
                    : OpenRouterJson.mapper().createObjectNode().set("error", json);
        }
        Classification error = ErrorReader.inEvent(OPERATION, place, time.instant());
        return error == null && failed ? Classification.of(500).code("response_failed") : error;
    }

    /** The response with its usage, where it stands beside the error; null if it cannot be read. */
    private static @Nullable ResponseEvent besideError(JsonNode json) {
        try {
            return OpenRouterJson.mapper().treeToValue(json, ResponseEvent.class);
        } catch (JacksonException noEvent) {
            return null;
        }
    }

    @Override
    public boolean isComplete() {
        return finished;
    }
}
