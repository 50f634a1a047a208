package dev.sluice.openrouter.responses;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a text refers to.
 *
 * @param type {@code url_citation}, {@code file_citation}, {@code file_path}; an open set
 * @param url a page's address
 * @param title its title
 * @param content what was read of it
 * @param startIndex the first character of the text
 * @param endIndex the one behind the last
 * @param fileId a file
 * @param filename its name
 * @param index where it is
 * @param extra every other field, in wire order
 */
public record ResponseAnnotation(
        @Nullable String type,
        @Nullable String url,
        @Nullable String title,
        @Nullable String content,
        @JsonProperty("start_index") @Nullable Integer startIndex,
        @JsonProperty("end_index") @Nullable Integer endIndex,
        @JsonProperty("file_id") @Nullable String fileId,
        @Nullable String filename,
        @Nullable Integer index,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ResponseAnnotation {
        extra = Copies.map(extra);
    }
}
