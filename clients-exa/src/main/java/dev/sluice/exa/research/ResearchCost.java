package dev.sluice.exa.research;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a research task cost, by Exa's own estimate. The counts have fractions (1685.75 tokens were seen).
 *
 * @param total US dollars
 * @param numPages pages read in full
 * @param numSearches searches made
 * @param reasoningTokens tokens thought
 * @param extra parts this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResearchCost(
        @Nullable BigDecimal total,
        @Nullable BigDecimal numPages,
        @Nullable BigDecimal numSearches,
        @Nullable BigDecimal reasoningTokens,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the map. */
    public ResearchCost {
        extra = Copies.map(extra);
    }
}
