package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to fetch of each page a search finds. Exa bills text, highlights and summaries per page, so this client asks for none unless told
 * (Exa's own SDKs ask for 10,000 characters of text in every search).
 *
 * @param text the page's text
 * @param highlights the passages that answer the query
 * @param summary a summary written by a model
 * @param livecrawl when to fetch the page anew; superseded by {@code maxAgeHours}, which excludes it
 * @param livecrawlTimeoutMillis bound on fetching one page, in milliseconds, at most 90,000; Exa's default is 10,000
 * @param maxAgeHours how old a stored copy may be: 0 always fetches anew, −1 never does
 * @param snapshotAsOf ISO-8601: the newest stored copy at or before then
 * @param filterEmptyResults whether pages without contents are left out; Exa's default is true
 * @param subpages how many linked pages to add to each result, at most 100
 * @param subpageTarget words that choose the linked pages; one is sent as text, as Exa takes both
 * @param extras links and images of the page
 * @param extra fields this version does not know, sent as they are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Contents(
        @Nullable TextOptions text,
        @Nullable HighlightsOptions highlights,
        @Nullable SummaryOptions summary,
        @Nullable String livecrawl,
        @JsonProperty("livecrawlTimeout") @Nullable Integer livecrawlTimeoutMillis,
        @Nullable Integer maxAgeHours,
        @Nullable String snapshotAsOf,
        @Nullable Boolean filterEmptyResults,
        @Nullable Integer subpages,

        @JsonFormat(
                with = {
                    JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY,
                    JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED
                })
        List<String> subpageTarget,

        @Nullable ExtrasOptions extras,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Contents {
        subpageTarget = Copies.list(subpageTarget);
        extra = Copies.map(extra);
    }

    /** Starts a choice of contents. */
    public static ContentsBuilder builder() {
        return new ContentsBuilder();
    }

    /**
     * How many links of each page to list; null lists none.
     *
     * @param links links to pages
     * @param imageLinks links to images
     * @param extra fields this version does not know, sent as they are
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record ExtrasOptions(
            @Nullable Integer links,
            @Nullable Integer imageLinks,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public ExtrasOptions {
            extra = Copies.map(extra);
        }
    }
}
