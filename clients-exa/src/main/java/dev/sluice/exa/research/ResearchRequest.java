package dev.sluice.exa.research;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to find out. Immutable; the methods return changed copies.
 *
 * @param instructions what to find out, how, and in which form
 * @param model {@code exa-research-fast}, {@code exa-research} (Exa's default) or {@code exa-research-pro}; an open set
 * @param outputSchema JSON schema of the report, which then is an object
 * @param extra fields this version does not know, sent as they are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ResearchRequest(
        String instructions,
        @Nullable String model,
        @Nullable JsonNode outputSchema,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if the instructions are missing or blank
     */
    public ResearchRequest {
        // A decoder passes null where the text has none.
        if (instructions == null || instructions.isBlank()) {
            throw new IllegalArgumentException("instructions: blank (expected what to find out)");
        }
        extra = Copies.map(extra);
    }

    /** Instructions for Exa's default model. */
    public static ResearchRequest of(String instructions) {
        return new ResearchRequest(instructions, null, null, Map.of());
    }

    /** The same by this model. */
    public ResearchRequest model(String value) {
        return new ResearchRequest(instructions, value, outputSchema, extra);
    }

    /** The same, reported as an object of this JSON schema. */
    public ResearchRequest outputSchema(JsonNode value) {
        return new ResearchRequest(instructions, model, value, extra);
    }
}
