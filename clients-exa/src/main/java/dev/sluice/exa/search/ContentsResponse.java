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
 * The pages that were fetched. Pages that could not be fetched are no error of the call: {@link #failures()}.
 *
 * @param requestId Exa's id of the call, for its support
 * @param results the pages with what was asked for
 * @param statuses what became of each page
 * @param context all contents in one text, if the deprecated option asked for it
 * @param costDollars what Exa says the call cost
 * @param searchTimeMillis Exa's own duration, in milliseconds with fractions
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContentsResponse(
        @Nullable String requestId,
        @WireList List<Result> results,
        @WireList List<ContentsStatus> statuses,
        @Nullable String context,
        @Nullable CostDollars costDollars,
        @JsonProperty("searchTime") @Nullable BigDecimal searchTimeMillis,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ContentsResponse {
        results = WireLists.copy(results);
        statuses = WireLists.copy(statuses);
        extra = Copies.map(extra);
    }

    /** The pages that could not be fetched: Exa reports them inside a successful answer. */
    public List<ContentsStatus> failures() {
        return Copies.present(statuses).stream().filter(ContentsStatus::failed).toList();
    }
}
