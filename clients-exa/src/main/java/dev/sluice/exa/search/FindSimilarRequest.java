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
 * Which pages are like a page. Only {@code url} is required; what is null or empty is not sent, and Exa's own default holds. Make one with
 * {@link #builder(String)}: the canonical constructor follows Exa's fields and may change with them.
 *
 * @param url the page to compare with
 * @param numResults how many results, 1 to 100; Exa's default is 10
 * @param excludeSourceDomain whether pages of the same site are left out
 * @param category a word such as {@code news}; an open set
 * @param includeDomains only pages of these domains, at most 1,200
 * @param excludeDomains no page of these domains, at most 1,200
 * @param startPublishedDate ISO-8601: only pages published from then on
 * @param endPublishedDate ISO-8601: only pages published until then
 * @param includeText words a page must contain; Exa takes one string of up to five words
 * @param excludeText words a page must not contain; Exa takes one string of up to five words
 * @param contents what to fetch of each page; null fetches nothing, see {@link Contents}
 * @param extra fields this version does not know, sent as they are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder("url")
public record FindSimilarRequest(
        String url,
        @Nullable Integer numResults,
        @Nullable Boolean excludeSourceDomain,
        @Nullable String category,
        List<String> includeDomains,
        List<String> excludeDomains,
        @Nullable String startPublishedDate,
        @Nullable String endPublishedDate,
        List<String> includeText,
        List<String> excludeText,
        @Nullable Contents contents,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /**
     * Copies the collections.
     *
     * @throws IllegalArgumentException if the page is missing or blank
     */
    public FindSimilarRequest {
        // A decoder passes null where the text has none.
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException("url: blank (expected a page to compare with)");
        }
        includeDomains = Copies.list(includeDomains);
        excludeDomains = Copies.list(excludeDomains);
        includeText = Copies.list(includeText);
        excludeText = Copies.list(excludeText);
        extra = Copies.map(extra);
    }

    /** Starts a request. */
    public static FindSimilarRequestBuilder builder(String url) {
        return new FindSimilarRequestBuilder(url);
    }
}
