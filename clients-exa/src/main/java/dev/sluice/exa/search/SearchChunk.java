package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
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
 * One event of a streamed search. Which fields are there depends on {@code type}; all others are null or empty.
 *
 * @param type {@code results}, {@code text-delta}, {@code grounding}, {@code stream-reset}, {@code done}; an open set
 * @param requestId Exa's id of the call, for its support
 * @param delta of {@code text-delta}: the next piece of the answer's text
 * @param choices of {@code text-delta}: the same piece in the shape of a chat completion
 * @param results of {@code results}: the pages found
 * @param grounding of {@code grounding}: which pages support which field
 * @param citations of {@code grounding}: the pages themselves
 * @param streamReset of {@code stream-reset}: all text so far is void, it begins anew
 * @param output of {@code done}: the whole answer
 * @param searchTimeMillis of {@code done}: Exa's own duration, in milliseconds with fractions
 * @param costDollars of {@code done}: what Exa says the call cost
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchChunk(
        @Nullable String type,
        @Nullable String requestId,
        @Nullable String delta,
        @WireList List<StreamChoice> choices,
        @WireList List<Result> results,
        @WireList List<DeepOutput.Grounding> grounding,
        @WireList List<DeepOutput.Citation> citations,
        @Nullable Boolean streamReset,
        @Nullable DeepOutput output,
        @JsonProperty("searchTime") @Nullable BigDecimal searchTimeMillis,
        @Nullable CostDollars costDollars,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public SearchChunk {
        choices = WireLists.copy(choices);
        results = WireLists.copy(results);
        grounding = WireLists.copy(grounding);
        citations = WireLists.copy(citations);
        extra = Copies.map(extra);
    }

    /** The next piece of the answer's text; empty if this event brings none. */
    public String text() {
        return delta != null ? delta : StreamChoice.text(choices);
    }

    /** Whether all text so far is void. */
    public boolean resets() {
        return "stream-reset".equals(type) || Boolean.TRUE.equals(streamReset);
    }

    /** Whether it is the last one, with the whole answer and its cost. */
    @JsonIgnore
    public boolean isDone() {
        return "done".equals(type);
    }
}
