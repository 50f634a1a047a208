package dev.sluice.exa.search;

import dev.sluice.exa.internal.RequestFields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a {@link SearchRequest}; what is not called keeps Exa's default. Not thread-safe. */
public final class SearchRequestBuilder {
    private final String query;
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable SearchType type;
    private @Nullable Integer numResults;
    private @Nullable String category;
    private List<String> includeDomains = List.of();
    private List<String> excludeDomains = List.of();
    private @Nullable String startPublishedDate;
    private @Nullable String endPublishedDate;
    private List<String> includeText = List.of();
    private List<String> excludeText = List.of();
    private @Nullable String userLocation;
    private @Nullable Boolean moderation;
    private List<String> additionalQueries = List.of();
    private @Nullable String systemPrompt;
    private @Nullable JsonNode outputSchema;
    private @Nullable String compliance;
    private List<String> flags = List.of();
    private @Nullable Contents contents;

    SearchRequestBuilder(String query) {
        this.query = query;
    }

    /** How to search. */
    public SearchRequestBuilder type(SearchType value) {
        type = value;
        return this;
    }

    /** How many results, 1 to 100. */
    public SearchRequestBuilder numResults(int value) {
        numResults = value;
        return this;
    }

    /** A category word, such as {@code news}. */
    public SearchRequestBuilder category(String value) {
        category = value;
        return this;
    }

    /** Only pages of these domains. */
    public SearchRequestBuilder includeDomains(String... values) {
        includeDomains = List.of(values);
        return this;
    }

    /** No page of these domains. */
    public SearchRequestBuilder excludeDomains(String... values) {
        excludeDomains = List.of(values);
        return this;
    }

    /** Only pages published at or after this instant. */
    public SearchRequestBuilder publishedFrom(Instant value) {
        startPublishedDate = value.toString();
        return this;
    }

    /** Only pages published until this instant: what keeps a back test from reading the future. */
    public SearchRequestBuilder publishedUntil(Instant value) {
        endPublishedDate = value.toString();
        return this;
    }

    /** Words a page must contain; Exa takes one string of up to five words. */
    public SearchRequestBuilder includeText(String value) {
        includeText = List.of(value);
        return this;
    }

    /** Words a page must not contain; Exa takes one string of up to five words. */
    public SearchRequestBuilder excludeText(String value) {
        excludeText = List.of(value);
        return this;
    }

    /** Two-letter country code of the user. */
    public SearchRequestBuilder userLocation(String value) {
        userLocation = value;
        return this;
    }

    /** Whether Exa filters unsafe results. */
    public SearchRequestBuilder moderation(boolean value) {
        moderation = value;
        return this;
    }

    /** Further wordings, for the deep types only. */
    public SearchRequestBuilder additionalQueries(String... values) {
        additionalQueries = List.of(values);
        return this;
    }

    /** Instructions for the synthesized output. */
    public SearchRequestBuilder systemPrompt(String value) {
        systemPrompt = value;
        return this;
    }

    /** JSON schema of the synthesized output. */
    public SearchRequestBuilder outputSchema(JsonNode value) {
        outputSchema = value;
        return this;
    }

    /** A rule the search has to keep to, such as {@code hipaa}. */
    public SearchRequestBuilder compliance(String value) {
        compliance = value;
        return this;
    }

    /** Experimental switches. */
    public SearchRequestBuilder flags(String... values) {
        flags = List.of(values);
        return this;
    }

    /** What to fetch of each page found; costs extra per page and kind. */
    public SearchRequestBuilder contents(Contents value) {
        contents = value;
        return this;
    }

    /**
     * A field this version does not know.
     *
     * @throws IllegalArgumentException if it knows one of that name
     */
    public SearchRequestBuilder extra(String name, JsonNode value) {
        RequestFields.requireUnknown(SearchRequest.class, name);
        extra.put(name, value);
        return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if the query is blank
     */
    public SearchRequest build() {
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
                null,
                contents,
                extra);
    }
}
