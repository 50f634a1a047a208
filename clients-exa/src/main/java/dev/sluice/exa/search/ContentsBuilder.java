package dev.sluice.exa.search;

import dev.sluice.exa.internal.RequestFields;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes {@link Contents}; what is not called is not asked for. Not thread-safe. */
public final class ContentsBuilder {
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable TextOptions text;
    private @Nullable HighlightsOptions highlights;
    private @Nullable SummaryOptions summary;
    private @Nullable Integer livecrawlTimeoutMillis;
    private @Nullable Integer maxAgeHours;
    private @Nullable String snapshotAsOf;
    private @Nullable Boolean filterEmptyResults;
    private @Nullable Integer subpages;
    private List<String> subpageTarget = List.of();
    private Contents.@Nullable ExtrasOptions extras;

    ContentsBuilder() {}

    /** The page's text. */
    public ContentsBuilder text(TextOptions value) {
        text = value;
        return this;
    }

    /** The page's text, cut after this many characters. */
    public ContentsBuilder text(int maxCharacters) {
        return text(TextOptions.upTo(maxCharacters));
    }

    /** The passages that answer the query. */
    public ContentsBuilder highlights(HighlightsOptions value) {
        highlights = value;
        return this;
    }

    /** A summary written by a model. */
    public ContentsBuilder summary(SummaryOptions value) {
        summary = value;
        return this;
    }

    /** Bound on fetching one page anew, at most 90 s. */
    public ContentsBuilder livecrawlTimeout(Duration value) {
        livecrawlTimeoutMillis = Math.toIntExact(value.toMillis());
        return this;
    }

    /** How old a stored copy may be, in hours: 0 always fetches anew, −1 never does. */
    public ContentsBuilder maxAgeHours(int value) {
        maxAgeHours = value;
        return this;
    }

    /** The newest stored copy at or before this instant: what keeps a back test from reading the future. */
    public ContentsBuilder snapshotAsOf(Instant value) {
        snapshotAsOf = value.toString();
        return this;
    }

    /** Whether pages without contents are left out. */
    public ContentsBuilder filterEmptyResults(boolean value) {
        filterEmptyResults = value;
        return this;
    }

    /** How many linked pages to add to each result, chosen by these words. */
    public ContentsBuilder subpages(int value, String... targets) {
        subpages = value;
        subpageTarget = List.of(targets);
        return this;
    }

    /** How many links and image links of each page to list. */
    public ContentsBuilder extras(int links, int imageLinks) {
        extras = new Contents.ExtrasOptions(links, imageLinks, Map.of());
        return this;
    }

    /**
     * A field this version does not know.
     *
     * @throws IllegalArgumentException if it knows one of that name
     */
    public ContentsBuilder extra(String name, JsonNode value) {
        RequestFields.requireUnknown(Contents.class, name);
        extra.put(name, value);
        return this;
    }

    /** The choice. */
    public Contents build() {
        return new Contents(
                text,
                highlights,
                summary,
                null,
                livecrawlTimeoutMillis,
                maxAgeHours,
                snapshotAsOf,
                filterEmptyResults,
                subpages,
                subpageTarget,
                extras,
                extra);
    }
}
