package dev.sluice.exa.answer;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import dev.sluice.exa.internal.WireList;
import dev.sluice.exa.internal.WireLists;
import dev.sluice.exa.search.CostDollars;
import dev.sluice.exa.search.Result;
import dev.sluice.exa.search.StreamChoice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * One event of a streamed answer: first pieces of text, then the citations, at last the cost (as recorded in November 2025). What it does not
 * bring is null or empty.
 *
 * @param provider whose model writes, such as {@code vertex-ai}
 * @param choices the next piece of text
 * @param citations the pages the answer rests on
 * @param costDollars what Exa says the call cost
 * @param requestId Exa's id of the call, for its support
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnswerChunk(
        @Nullable String provider,
        @WireList List<StreamChoice> choices,

        @WireList @JsonDeserialize(using = CitationsReader.class)
        List<Result> citations,

        @Nullable CostDollars costDollars,
        @Nullable String requestId,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public AnswerChunk {
        choices = WireLists.copy(choices);
        citations = WireLists.copy(citations);
        extra = Copies.map(extra);
    }

    /** The next piece of text; empty if this event brings none. */
    public String text() {
        return StreamChoice.text(choices);
    }

    /** Whether it is the last one, with the cost. */
    @JsonIgnore
    public boolean isLast() {
        return costDollars != null;
    }
}
