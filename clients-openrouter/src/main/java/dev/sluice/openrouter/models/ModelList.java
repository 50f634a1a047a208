package dev.sluice.openrouter.models;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Models, all or a page of them.
 *
 * @param data the models
 * @param totalCount how many match in all
 * @param links where the next page is
 * @param extra every other field, in wire order
 */
public record ModelList(
        @Nullable List<Model> data,
        @JsonProperty("total_count") @Nullable Long totalCount,
        @Nullable Links links,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ModelList {
        data = Copies.presentOrNull(data);
        extra = Copies.map(extra);
    }

    /** The models; empty where the answer had none. */
    public List<Model> models() {
        return Copies.present(data);
    }

    /**
     * Pages.
     *
     * @param next the path of the next one
     * @param extra every other field, in wire order
     */
    public record Links(
            @Nullable String next,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Links {
            extra = Copies.map(extra);
        }
    }
}
