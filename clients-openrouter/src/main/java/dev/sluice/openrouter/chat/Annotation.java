package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an answer refers to. Sent back with its message, a parsed file is not parsed and billed again.
 *
 * @param type {@code url_citation}, {@code file}, …; an open set
 * @param urlCitation a page that was read
 * @param file a file that was read
 * @param extra every other field, in wire order
 */
public record Annotation(
        @Nullable String type,
        @JsonProperty("url_citation") @Nullable UrlCitation urlCitation,
        @Nullable ParsedFile file,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public Annotation {
        extra = Copies.map(extra);
    }

    /**
     * A page and the place in the answer that rests on it.
     *
     * @param url its address
     * @param title its title
     * @param content what was read of it
     * @param startIndex the first character of the answer's text
     * @param endIndex the one behind the last
     * @param extra every other field, in wire order
     */
    public record UrlCitation(
            @Nullable String url,
            @Nullable String title,
            @Nullable String content,
            @JsonProperty("start_index") @Nullable Integer startIndex,
            @JsonProperty("end_index") @Nullable Integer endIndex,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public UrlCitation {
            extra = Copies.map(extra);
        }
    }

    /**
     * A file as text and images.
     *
     * @param hash its mark
     * @param name its name
     * @param content what it says
     * @param extra every other field, in wire order
     */
    public record ParsedFile(
            @Nullable String hash,
            @Nullable String name,
            @Nullable List<ContentPart> content,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public ParsedFile {
            content = Copies.presentOrNull(content);
            extra = Copies.map(extra);
        }
    }
}
