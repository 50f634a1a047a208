package dev.sluice.openrouter.common;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How often OpenRouter's server tools were used.
 *
 * @param webSearchRequests searches of the web
 * @param toolCallsRequested calls that the model asked for
 * @param toolCallsExecuted calls that were made
 * @param extra every other field, in wire order
 */
public record ServerToolUse(
        @JsonProperty("web_search_requests") @Nullable Long webSearchRequests,
        @JsonProperty("tool_calls_requested") @Nullable Long toolCallsRequested,
        @JsonProperty("tool_calls_executed") @Nullable Long toolCallsExecuted,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ServerToolUse {
        extra = Copies.map(extra);
    }
}
