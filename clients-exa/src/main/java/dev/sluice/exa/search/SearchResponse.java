package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.exa.internal.WireList;
import dev.sluice.exa.internal.WireLists;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a search found. Every field may be missing: objects and values are null then, lists empty.
 *
 * @param requestId Exa's id of the call, for its support
 * @param results the pages, best first
 * @param resolvedSearchType how {@link SearchType#AUTO} was decided; may be the empty string; Exa is giving it up
 * @param context all contents in one text, if the deprecated option asked for it
 * @param output the synthesized answer of a deep search or one with an output schema
 * @param costDollars what Exa says the call cost
 * @param searchTimeMillis Exa's own duration, in milliseconds with fractions
 * @param autoDate the date Exa read out of the query
 * @param statuses what became of each page whose contents were fetched
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchResponse(
        @Nullable String requestId,
        @WireList List<Result> results,
        @Nullable String resolvedSearchType,
        @Nullable String context,
        @Nullable DeepOutput output,
        @Nullable CostDollars costDollars,
        @JsonProperty("searchTime") @Nullable BigDecimal searchTimeMillis,
        @Nullable String autoDate,
        @WireList List<ContentsStatus> statuses,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public SearchResponse {
        results = WireLists.copy(results);
        statuses = WireLists.copy(statuses);
        extra = Copies.map(extra);
    }

    /** The pages whose contents could not be fetched: Exa reports them inside a successful answer. */
    public List<ContentsStatus> failures() {
        return Copies.present(statuses).stream().filter(ContentsStatus::failed).toList();
    }
}
