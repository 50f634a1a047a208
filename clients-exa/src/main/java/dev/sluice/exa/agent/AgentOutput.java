package dev.sluice.exa.agent;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import dev.sluice.exa.internal.WireList;
import dev.sluice.exa.internal.WireLists;
import dev.sluice.exa.search.DeepOutput;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an agent found.
 *
 * @param text in words
 * @param structured as an object of the schema that was asked for
 * @param grounding which pages support which field of it
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentOutput(
        @Nullable String text,
        @Nullable JsonNode structured,
        @WireList List<Grounding> grounding,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public AgentOutput {
        grounding = WireLists.copy(grounding);
        extra = Copies.map(extra);
    }

    /**
     * What supports one field.
     *
     * @param field where in {@code structured}, such as {@code companies[0].name}
     * @param citations the pages
     * @param score how well they support it
     * @param confidence {@code low}, {@code medium} or {@code high}; an open set
     * @param extra fields this version does not know, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Grounding(
            @Nullable String field,
            @WireList List<DeepOutput.Citation> citations,
            @Nullable Double score,
            @Nullable String confidence,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public Grounding {
            citations = WireLists.copy(citations);
            extra = Copies.map(extra);
        }
    }
}
