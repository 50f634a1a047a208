package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import dev.sluice.exa.internal.IsoInstants;
import dev.sluice.exa.internal.WireList;
import dev.sluice.exa.internal.WireLists;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page. Every field may be missing: values are null then, lists empty; texts may also be the empty string.
 *
 * @param id Exa's id of the page, usually its URL
 * @param url where it is
 * @param title its title
 * @param author who wrote it
 * @param publishedDate when, as Exa wrote it; {@link #publishedAt()} reads it
 * @param score how well it fits; only on some searches
 * @param text its text, if asked for
 * @param highlights its passages, if asked for
 * @param highlightScores how well each passage fits
 * @param summary its summary, if asked for; JSON text if a schema was given
 * @param image the URL of its picture
 * @param favicon the URL of its icon
 * @param extras its links, if asked for
 * @param subpages pages it links to, if asked for
 * @param entities what it is about: companies, persons, publications
 * @param snapshotAt which stored copy was read
 * @param snippet a short passage; on citations only
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Result(
        @Nullable String id,
        @Nullable String url,
        @Nullable String title,
        @Nullable String author,
        @Nullable String publishedDate,
        @Nullable Double score,
        @Nullable String text,
        @WireList List<String> highlights,
        @WireList List<Double> highlightScores,
        @Nullable String summary,
        @Nullable String image,
        @Nullable String favicon,
        @Nullable Extras extras,
        @WireList List<Result> subpages,
        @WireList List<Entity> entities,
        @Nullable String snapshotAt,
        @Nullable String snippet,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Result {
        highlights = WireLists.copy(highlights);
        highlightScores = WireLists.copy(highlightScores);
        subpages = WireLists.copy(subpages);
        entities = WireLists.copy(entities);
        extra = Copies.map(extra);
    }

    /** When the page was published; empty if Exa does not say, or not in ISO-8601 with an offset (a plain date is its midnight UTC). */
    public Optional<Instant> publishedAt() {
        return IsoInstants.parse(publishedDate);
    }

    /**
     * Links of a page.
     *
     * @param links links to pages
     * @param imageLinks links to images
     * @param extra fields this version does not know, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Extras(
            @WireList List<String> links,
            @WireList List<String> imageLinks,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public Extras {
            links = WireLists.copy(links);
            imageLinks = WireLists.copy(imageLinks);
            extra = Copies.map(extra);
        }
    }

    /**
     * Something a page is about.
     *
     * @param id Exa's id of it
     * @param type {@code company}, {@code person}, {@code publication}, …; an open set
     * @param version of the properties' shape
     * @param properties what is known of it; its shape depends on the type
     * @param extra fields this version does not know, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entity(
            @Nullable String id,
            @Nullable String type,
            @Nullable Integer version,
            @Nullable JsonNode properties,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public Entity {
            extra = Copies.map(extra);
        }
    }
}
