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
 * What a model reads and writes.
 *
 * @param modality for example {@code text+image->text}
 * @param inputModalities {@code text}, {@code image}, {@code file}, {@code audio}, {@code video}; an open set
 * @param outputModalities {@code text}, {@code image}, {@code audio}, {@code embeddings}; an open set
 * @param tokenizer its family, for example {@code GPT}
 * @param instructType its prompt format
 * @param extra every other field, in wire order
 */
public record Architecture(
        @Nullable String modality,
        @JsonProperty("input_modalities") @Nullable List<String> inputModalities,
        @JsonProperty("output_modalities") @Nullable List<String> outputModalities,
        @Nullable String tokenizer,
        @JsonProperty("instruct_type") @Nullable String instructType,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public Architecture {
        inputModalities = Copies.presentOrNull(inputModalities);
        outputModalities = Copies.presentOrNull(outputModalities);
        extra = Copies.map(extra);
    }
}
