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
 * What an agent's run used; counts may have fractions.
 *
 * @param agentComputeUnits units of computing
 * @param searches searches made
 * @param emails e-mail addresses found
 * @param phoneNumbers telephone numbers found
 * @param dataSources queries to further sources, by their names; null if none
 * @param extra parts this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentUsage(
        @Nullable BigDecimal agentComputeUnits,
        @Nullable BigDecimal searches,
        @Nullable BigDecimal emails,
        @Nullable BigDecimal phoneNumbers,
        @Nullable Map<String, BigDecimal> dataSources,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the maps. */
    public AgentUsage {
        dataSources = Copies.mapOrNull(dataSources);
        extra = Copies.map(extra);
    }
}
