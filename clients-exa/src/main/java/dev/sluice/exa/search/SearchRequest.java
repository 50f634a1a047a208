package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to search for. Only {@code query} is required; what is null or empty is not sent, and Exa's own default holds.
 *
 * <p>Make one with {@link #builder(String)}: the canonical constructor follows Exa's fields and may change with them.
 *
 * @param query the question or the key words
 * @param type how to search; Exa's default is {@link SearchType#AUTO}
 * @param numResults how many results, 1 to 100; Exa's default is 10
 * @param category a word such as {@code news} or {@code financial report}; an open set
 * @param includeDomains only pages of these domains, at most 1,200
 * @param excludeDomains no page of these domains, at most 1,200
 * @param startPublishedDate ISO-8601: only pages published from then on
 * @param endPublishedDate ISO-8601: only pages published until then
 * @param includeText words a page must contain; Exa takes one string of up to five words
 * @param excludeText words a page must not contain; Exa takes one string of up to five words
 * @param userLocation two-letter country code of the user
 * @param moderation whether Exa filters unsafe results
 * @param additionalQueries further wordings, for the deep types only
 * @param systemPrompt instructions for the synthesized output
 * @param outputSchema JSON schema of the synthesized output, see {@link DeepOutput}
 * @param compliance {@code hipaa}, or none
 * @param flags experimental switches
 * @param stream whether the answer comes piece by piece; set by the client's methods
 * @param contents what to fetch of each page; null fetches nothing, see {@link Contents}
 * @param extra fields this version does not know, sent as they are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"query", "type", "numResults", "category"})
public record SearchRequest(
        String query,
        @Nullable SearchType type,
        @Nullable Integer numResults,
        @Nullable String category,
        List<String> includeDomains,
        List<String> excludeDomains,
        @Nullable String startPublishedDate,
        @Nullable String endPublishedDate,
        List<String> includeText,
        List<String> excludeText,
        @Nullable String userLocation,
        @Nullable Boolean moderation,
        List<String> additionalQueries,
        @Nullable String systemPrompt,
        @Nullable JsonNode outputSchema,
        @Nullable String compliance,
        List<String> flags,
        @Nullable Boolean stream,
        @Nullable Contents contents,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if the query is missing or blank
     */
    public SearchRequest {
        // A decoder passes null where the text has none.
        if (query == null || query.isBlank()) {
            throw new IllegalArgumentException("query: blank (expected what to search for)");
        }
        includeDomains = Copies.list(includeDomains);
        excludeDomains = Copies.list(excludeDomains);
        includeText = Copies.list(includeText);
        excludeText = Copies.list(excludeText);
        additionalQueries = Copies.list(additionalQueries);
        flags = Copies.list(flags);
        extra = Copies.map(extra);
    }

    /** A request with Exa's defaults: ten results, no contents. */
    public static SearchRequest of(String query) {
        return builder(query).build();
    }

    /** Starts a request. */
    public static SearchRequestBuilder builder(String query) {
        return new SearchRequestBuilder(query);
    }

    /** The same, answered piece by piece, or whole if null. */
    public SearchRequest streamed(@Nullable Boolean value) {
        return new SearchRequest(
                query,
                type,
                numResults,
                category,
                includeDomains,
                excludeDomains,
                startPublishedDate,
                endPublishedDate,
                includeText,
                excludeText,
                userLocation,
                moderation,
                additionalQueries,
                systemPrompt,
                outputSchema,
                compliance,
                flags,
                value,
                contents,
                extra);
    }
}
