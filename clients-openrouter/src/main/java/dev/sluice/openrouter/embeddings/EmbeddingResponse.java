package dev.sluice.openrouter.embeddings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Vectors, in the order of the inputs by their index.
 *
 * @param id {@code gen-…}
 * @param object {@code list}
 * @param data the vectors
 * @param model the model that answered
 * @param provider the provider that served it
 * @param usage tokens and cost
 * @param extra every other field, in wire order
 */
public record EmbeddingResponse(
        @Nullable String id,
        @Nullable String object,
        @Nullable List<Embedding> data,
        @Nullable String model,
        @Nullable String provider,
        @Nullable Usage usage,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public EmbeddingResponse {
        data = Copies.presentOrNull(data);
        extra = Copies.map(extra);
    }

    /**
     * The vectors in the order of the inputs.
     *
     * @throws IllegalStateException if one of them is missing in their midst, or there twice: all behind it would belong to another input
     */
    public List<Vector> vectors() {
        List<Embedding> sorted = Copies.present(data).stream()
                .sorted(Comparator.comparing(Embedding::index, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
        List<Vector> vectors = new ArrayList<>(sorted.size());
        for (Embedding one : sorted) {
            Integer index = one.index();
            if (one.embedding() == null || (index != null && index != vectors.size())) {
                throw new IllegalStateException(
                        "embeddings: none of its own for input " + vectors.size() + " (expected: one for each)");
            }
            vectors.add(one.embedding());
        }
        return Collections.unmodifiableList(vectors);
    }

    /**
     * The vector of one input.
     *
     * @param object {@code embedding}
     * @param index which input
     * @param embedding the vector
     * @param extra every other field, in wire order
     */
    public record Embedding(
            @Nullable String object,
            @Nullable Integer index,
            @Nullable Vector embedding,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Embedding {
            extra = Copies.map(extra);
        }
    }
}
