package dev.sluice.exa.agent;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an agent shall find. Only {@code query} is required; what is null or empty is not sent. Make one with {@link #builder(String)}: the
 * canonical constructor follows Exa's fields and may change with them.
 *
 * @param query what to find
 * @param systemPrompt how to go about it
 * @param input rows to work on, and rows to leave out
 * @param outputSchema JSON schema of the result
 * @param effort {@code minimal}, {@code low}, {@code medium}, {@code high}, {@code xhigh}, {@code auto}, {@code max} or {@code ultra}; an open set
 * @param budget what it may cost, for the efforts {@code auto} and {@code ultra}
 * @param previousRunId the run to go on from
 * @param metadata the caller's own, given back with the run
 * @param dataSources further sources, at most 5
 * @param stream whether the answer is the run's events; set by the client's methods
 * @param extra fields this version does not know, sent as they are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AgentRunRequest(
        String query,
        @Nullable String systemPrompt,
        @Nullable Input input,
        @Nullable JsonNode outputSchema,
        @Nullable String effort,
        @Nullable Budget budget,
        @Nullable String previousRunId,
        Map<String, JsonNode> metadata,
        List<DataSource> dataSources,
        @Nullable Boolean stream,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if the query is missing or blank
     */
    public AgentRunRequest {
        // A decoder passes null where the text has none.
        if (query == null || query.isBlank()) {
            throw new IllegalArgumentException("query: blank (expected what to find)");
        }
        metadata = Copies.map(metadata);
        dataSources = Copies.list(dataSources);
        extra = Copies.map(extra);
    }

    /** A run with Exa's defaults. */
    public static AgentRunRequest of(String query) {
        return builder(query).build();
    }

    /** Starts a request. */
    public static AgentRunRequestBuilder builder(String query) {
        return new AgentRunRequestBuilder(query);
    }

    /** The same, answered with the run's events, or with the run if null. */
    public AgentRunRequest streamed(@Nullable Boolean value) {
        return new AgentRunRequest(
                query,
                systemPrompt,
                input,
                outputSchema,
                effort,
                budget,
                previousRunId,
                metadata,
                dataSources,
                value,
                extra);
    }

    /**
     * Rows of the caller's.
     *
     * @param data what to work on
     * @param exclusion what to leave out of the result
     * @param extra fields this version does not know, sent as they are
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Input(
            List<JsonNode> data,
            List<JsonNode> exclusion,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public Input {
            data = Copies.list(data);
            exclusion = Copies.list(exclusion);
            extra = Copies.map(extra);
        }
    }

    /**
     * What a run may cost.
     *
     * @param maxCostDollars US dollars, 1 to 100; for the efforts {@code auto} and {@code ultra}
     * @param maxDurationSeconds seconds, 300 to 10,800; for the effort {@code ultra}
     * @param extra fields this version does not know, sent as they are
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Budget(
            @Nullable BigDecimal maxCostDollars,
            @Nullable Long maxDurationSeconds,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public Budget {
            extra = Copies.map(extra);
        }
    }

    /**
     * A further source.
     *
     * @param provider such as {@code fiber_ai} or {@code polymarket}; an open set
     * @param extra fields this version does not know, sent as they are
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record DataSource(
            @Nullable String provider,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public DataSource {
            extra = Copies.map(extra);
        }
    }
}
