package dev.sluice.exa.agent;

import dev.sluice.exa.internal.RequestFields;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Makes an {@link AgentRunRequest}; what is not called keeps Exa's default. Not thread-safe. */
public final class AgentRunRequestBuilder {
    private final String query;
    private final Map<String, JsonNode> metadata = new LinkedHashMap<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable String systemPrompt;
    private AgentRunRequest.@Nullable Input input;
    private @Nullable JsonNode outputSchema;
    private @Nullable String effort;
    private AgentRunRequest.@Nullable Budget budget;
    private @Nullable String previousRunId;
    private List<AgentRunRequest.DataSource> dataSources = List.of();

    AgentRunRequestBuilder(String query) {
        this.query = query;
    }

    /** How to go about it. */
    public AgentRunRequestBuilder systemPrompt(String value) {
        systemPrompt = value;
        return this;
    }

    /** Rows to work on, and rows to leave out of the result; objects both. */
    public AgentRunRequestBuilder input(List<JsonNode> data, List<JsonNode> exclusion) {
        input = new AgentRunRequest.Input(data, exclusion, Map.of());
        return this;
    }

    /** JSON schema of the result. */
    public AgentRunRequestBuilder outputSchema(JsonNode value) {
        outputSchema = value;
        return this;
    }

    /** How hard to try: {@code minimal} … {@code ultra}; an open set. {@code max} needs the beta token {@code agent-max-effort-2026-07-27}. */
    public AgentRunRequestBuilder effort(String value) {
        effort = value;
        return this;
    }

    /** What it may cost in US dollars, 1 to 100, for the efforts {@code auto} and {@code ultra}; and take, for {@code ultra}, or null. */
    public AgentRunRequestBuilder budget(BigDecimal maxCostDollars, @Nullable Duration maxDuration) {
        budget = new AgentRunRequest.Budget(
                maxCostDollars, maxDuration == null ? null : maxDuration.toSeconds(), Map.of());
        return this;
    }

    /** The run to go on from. */
    public AgentRunRequestBuilder previousRunId(String value) {
        previousRunId = value;
        return this;
    }

    /** Something of the caller's own, given back with the run. */
    public AgentRunRequestBuilder metadata(String name, String value) {
        metadata.put(name, StringNode.valueOf(value));
        return this;
    }

    /** Further sources, at most 5, such as {@code polymarket}; an open set. */
    public AgentRunRequestBuilder dataSources(String... providers) {
        dataSources = Stream.of(providers)
                .map(provider -> new AgentRunRequest.DataSource(provider, Map.of()))
                .toList();
        return this;
    }

    /**
     * A field this version does not know.
     *
     * @throws IllegalArgumentException if it knows one of that name
     */
    public AgentRunRequestBuilder extra(String name, JsonNode value) {
        RequestFields.requireUnknown(AgentRunRequest.class, name);
        extra.put(name, value);
        return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if the query is blank
     */
    public AgentRunRequest build() {
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
                null,
                extra);
    }
}
