package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * What a call cost in US dollars, by Exa's own estimate (its invoice decides). Only the parts that cost something are present. Exa also
 * sends it as a bare number, or as text that holds the number or the object; all three are read, the object is written.
 *
 * @param total all of it
 * @param search the search alone
 * @param contents the contents alone
 * @param summary the summaries alone, where they are not under {@code contents}
 * @param extra parts this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonDeserialize(using = CostReader.class)
public record CostDollars(
        @Nullable BigDecimal total,
        @Nullable SearchCost search,
        @Nullable ContentsCost contents,
        @Nullable BigDecimal summary,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the map. */
    public CostDollars {
        extra = Copies.map(extra);
    }

    /**
     * The search's part.
     *
     * @param neural by meaning
     * @param keyword by words
     * @param extra parts this version does not know
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SearchCost(
            @Nullable BigDecimal neural,
            @Nullable BigDecimal keyword,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public SearchCost {
            extra = Copies.map(extra);
        }
    }

    /**
     * The contents' part.
     *
     * @param text page texts
     * @param highlights passages
     * @param summary summaries
     * @param extra parts this version does not know
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ContentsCost(
            @Nullable BigDecimal text,
            @Nullable BigDecimal highlights,
            @Nullable BigDecimal summary,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public ContentsCost {
            extra = Copies.map(extra);
        }
    }
}
