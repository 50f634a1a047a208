package dev.sluice.exa.answer;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import dev.sluice.exa.internal.WireList;
import dev.sluice.exa.internal.WireLists;
import dev.sluice.exa.search.CostDollars;
import dev.sluice.exa.search.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * An answer and the pages it rests on. Every field may be missing: objects and values are null then, lists empty.
 *
 * @param requestId Exa's id of the call, for its support
 * @param answer text, or an object of the schema that was asked for
 * @param citations the pages
 * @param costDollars what Exa says the call cost
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnswerResponse(
        @Nullable String requestId,
        @Nullable JsonNode answer,

        @WireList @JsonDeserialize(using = CitationsReader.class)
        List<Result> citations,

        @Nullable CostDollars costDollars,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public AnswerResponse {
        citations = WireLists.copy(citations);
        extra = Copies.map(extra);
    }

    /** The answer if it is text; empty if it is an object or missing. */
    public Optional<String> text() {
        return answer == null ? Optional.empty() : answer.stringValueOpt();
    }
}
