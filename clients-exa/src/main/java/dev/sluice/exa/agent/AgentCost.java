package dev.sluice.exa.agent;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an agent's run cost in US dollars, by Exa's own estimate.
 *
 * @param total all of it
 * @param agentCompute computing
 * @param search searches
 * @param emails e-mail addresses
 * @param phoneNumbers telephone numbers
 * @param dataSources further sources, by their names; null if none
 * @param extra parts this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentCost(
        @Nullable BigDecimal total,
        @Nullable BigDecimal agentCompute,
        @Nullable BigDecimal search,
        @Nullable BigDecimal emails,
        @Nullable BigDecimal phoneNumbers,
        @Nullable Map<String, BigDecimal> dataSources,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the maps. */
    public AgentCost {
        dataSources = Copies.mapOrNull(dataSources);
        extra = Copies.map(extra);
    }
}
