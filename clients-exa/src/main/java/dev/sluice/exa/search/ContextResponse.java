package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Excerpts about code. Every field may be missing.
 *
 * @param requestId Exa's id of the call, for its support
 * @param query the question
 * @param response the excerpts, in Markdown
 * @param resultsCount from how many pages they are
 * @param costDollars what Exa says the call cost; sent as text that holds the object
 * @param searchTimeMillis Exa's own duration, in milliseconds with fractions
 * @param outputTokens how long {@code response} is, in tokens
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContextResponse(
        @Nullable String requestId,
        @Nullable String query,
        @Nullable String response,
        @Nullable Long resultsCount,
        @Nullable CostDollars costDollars,
        @JsonProperty("searchTime") @Nullable BigDecimal searchTimeMillis,
        @Nullable Long outputTokens,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the map. */
    public ContextResponse {
        extra = Copies.map(extra);
    }
}
