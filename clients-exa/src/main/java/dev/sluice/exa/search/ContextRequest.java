package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.StringNode;

/**
 * A question about code, to be answered with excerpts of repositories and documentation in one text.
 *
 * @param query the question
 * @param tokensNum how long the answer may be: a number of tokens, or {@code dynamic}; Exa chooses if null
 * @param extra fields this version does not know, sent as they are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ContextRequest(
        String query,
        @Nullable JsonNode tokensNum,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
    private static final JsonNode DYNAMIC = StringNode.valueOf("dynamic");

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if the query is missing or blank
     */
    public ContextRequest {
        // A decoder passes null where the text has none.
        if (query == null || query.isBlank()) {
            throw new IllegalArgumentException("query: blank (expected what to look up)");
        }
        extra = Copies.map(extra);
    }

    /** An answer as long as it needs to be. */
    public static ContextRequest of(String query) {
        return new ContextRequest(query, DYNAMIC, Map.of());
    }

    /** An answer of about so many tokens. */
    public static ContextRequest of(String query, int tokens) {
        return new ContextRequest(query, IntNode.valueOf(tokens), Map.of());
    }
}
