package dev.sluice.exa.search;

import dev.sluice.exa.internal.RequestFields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a {@link FindSimilarRequest}; what is not called keeps Exa's default. Not thread-safe. */
public final class FindSimilarRequestBuilder {
    private final String url;
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable Integer numResults;
    private @Nullable Boolean excludeSourceDomain;
    private @Nullable String category;
    private List<String> includeDomains = List.of();
    private List<String> excludeDomains = List.of();
    private @Nullable String startPublishedDate;
    private @Nullable String endPublishedDate;
    private @Nullable Contents contents;

    FindSimilarRequestBuilder(String url) {
        this.url = url;
    }

    /** How many results, 1 to 100. */
    public FindSimilarRequestBuilder numResults(int value) {
        numResults = value;
        return this;
    }

    /** Whether pages of the same site are left out. */
    public FindSimilarRequestBuilder excludeSourceDomain(boolean value) {
        excludeSourceDomain = value;
        return this;
    }

    /** A category word, such as {@code news}. */
    public FindSimilarRequestBuilder category(String value) {
        category = value;
        return this;
    }

    /** Only pages of these domains. */
    public FindSimilarRequestBuilder includeDomains(String... values) {
        includeDomains = List.of(values);
        return this;
    }

    /** No page of these domains. */
    public FindSimilarRequestBuilder excludeDomains(String... values) {
        excludeDomains = List.of(values);
        return this;
    }

    /** Only pages published at or after this instant. */
    public FindSimilarRequestBuilder publishedFrom(Instant value) {
        startPublishedDate = value.toString();
        return this;
    }

    /** Only pages published until this instant: what keeps a back test from reading the future. */
    public FindSimilarRequestBuilder publishedUntil(Instant value) {
        endPublishedDate = value.toString();
        return this;
    }

    /** What to fetch of each page found; costs extra per page and kind. */
    public FindSimilarRequestBuilder contents(Contents value) {
        contents = value;
        return this;
    }

    /** A field this version does not know, or has no method for. */
    public FindSimilarRequestBuilder extra(String name, JsonNode value) {
        RequestFields.requireUnknown(FindSimilarRequest.class, name);
        extra.put(name, value);
        return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if the page is blank
     */
    public FindSimilarRequest build() {
        return new FindSimilarRequest(
                url,
                numResults,
                excludeSourceDomain,
                category,
                includeDomains,
                excludeDomains,
                startPublishedDate,
                endPublishedDate,
                List.of(),
                List.of(),
                contents,
                extra);
    }
}
