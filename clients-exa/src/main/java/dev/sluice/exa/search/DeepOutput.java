package dev.sluice.exa.search;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import dev.sluice.exa.internal.WireList;
import dev.sluice.exa.internal.WireLists;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The answer Exa wrote from the pages it found.
 *
 * @param content text, or an object of the schema that was asked for
 * @param grounding which pages support which field of it
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeepOutput(
        @Nullable JsonNode content,
        @WireList List<Grounding> grounding,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public DeepOutput {
        grounding = WireLists.copy(grounding);
        extra = Copies.map(extra);
    }

    /** The content if it is text; empty if it is an object or missing. */
    public Optional<String> text() {
        return content == null ? Optional.empty() : content.stringValueOpt();
    }

    /**
     * What supports one field.
     *
     * @param field where in the content, such as {@code companies[0].name}
     * @param citations the pages
     * @param confidence {@code low}, {@code medium} or {@code high}; an open set
     * @param extra fields this version does not know, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Grounding(
            @Nullable String field,
            @WireList List<Citation> citations,
            @Nullable String confidence,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the collections. */
        public Grounding {
            citations = WireLists.copy(citations);
            extra = Copies.map(extra);
        }
    }

    /**
     * A page that supports something.
     *
     * @param url where it is
     * @param title its title; may be the empty string
     * @param extra fields this version does not know, written back as they came
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Citation(
            @Nullable String url,
            @Nullable String title,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies the map. */
        public Citation {
            extra = Copies.map(extra);
        }
    }
}
