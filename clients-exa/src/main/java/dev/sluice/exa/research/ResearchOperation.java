package dev.sluice.exa.research;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import dev.sluice.exa.internal.WireList;
import dev.sluice.exa.internal.WireLists;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something done on the way: a thought, a search, the reading of a page.
 *
 * @param type {@code think}, {@code search} or {@code crawl}; an open set
 * @param content of {@code think}: the thought
 * @param goal what is hoped for
 * @param query of {@code search}: what for
 * @param searchType of {@code search}: how
 * @param results of {@code search}: the pages found, best first
 * @param result of {@code crawl}: the page
 * @param pageTokens how much was read, in tokens; may have fractions
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResearchOperation(
        @Nullable String type,
        @Nullable String content,
        @Nullable String goal,
        @Nullable String query,
        @Nullable String searchType,
        @WireList List<Source> results,
        @Nullable Source result,
        @Nullable BigDecimal pageTokens,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ResearchOperation {
        results = WireLists.copy(results);
        extra = Copies.map(extra);
    }

    /**
     * A page.
     *
     * @param url where it is
     * @param extra fields this version does not know, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Source(
            @Nullable String url,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public Source {
            extra = Copies.map(extra);
        }
    }
}
