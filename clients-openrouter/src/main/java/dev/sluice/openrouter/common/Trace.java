package dev.sluice.openrouter.common;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an observability tool shall know a request by; further keys are in {@code extra}.
 *
 * @param traceId groups requests into one trace
 * @param traceName the trace's name
 * @param spanName the name of the span above the request
 * @param generationName the request's own name
 * @param parentSpanId the span above, by its id
 * @param extra every other field, in wire order
 */
public record Trace(
        @JsonProperty("trace_id") @Nullable String traceId,
        @JsonProperty("trace_name") @Nullable String traceName,
        @JsonProperty("span_name") @Nullable String spanName,
        @JsonProperty("generation_name") @Nullable String generationName,
        @JsonProperty("parent_span_id") @Nullable String parentSpanId,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public Trace {
        extra = Copies.map(extra);
    }
}
