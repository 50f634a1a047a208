package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of fetching one page's contents.
 *
 * @param id the page, as {@link Result#id()}
 * @param status {@code success} or {@code error}; an open set
 * @param source where the contents came from
 * @param error why there are none
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContentsStatus(
        @Nullable String id,
        @Nullable String status,
        @Nullable String source,
        @Nullable Failure error,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the map. */
    public ContentsStatus {
        extra = Copies.map(extra);
    }

    /** Whether there are no contents. */
    public boolean failed() {
        return error != null || "error".equals(status);
    }

    /**
     * Why a page has no contents.
     *
     * @param tag Exa's word, such as {@code CRAWL_NOT_FOUND} or {@code CRAWL_TIMEOUT}; an open set
     * @param httpStatusCode what the page's own server answered
     * @param extra fields this version does not know, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(
            @Nullable String tag,
            @Nullable Integer httpStatusCode,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public Failure {
            extra = Copies.map(extra);
        }
    }
}
