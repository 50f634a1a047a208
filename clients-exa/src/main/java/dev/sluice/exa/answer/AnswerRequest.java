package dev.sluice.exa.answer;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A question to be answered from the web. Only {@code query} is required; what is null is not sent. Immutable; the methods return changed
 * copies, the canonical constructor follows Exa's fields and may change with them.
 *
 * @param query the question
 * @param stream whether the answer comes piece by piece; set by the client's methods
 * @param text whether citations carry their pages' texts; Exa's default is no
 * @param model {@code exa}, {@code exa-pro}, …; an open set
 * @param systemPrompt how to answer
 * @param userLocation two-letter country code of the user
 * @param outputSchema JSON schema of the answer, which then is an object
 * @param extra fields this version does not know, sent as they are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AnswerRequest(
        String query,
        @Nullable Boolean stream,
        @Nullable Boolean text,
        @Nullable String model,
        @Nullable String systemPrompt,
        @Nullable String userLocation,
        @Nullable JsonNode outputSchema,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if the query is missing or blank
     */
    public AnswerRequest {
        // A decoder passes null where the text has none.
        if (query == null || query.isBlank()) {
            throw new IllegalArgumentException("query: blank (expected a question)");
        }
        extra = Copies.map(extra);
    }

    /** A question with Exa's defaults. */
    public static AnswerRequest of(String query) {
        return new AnswerRequest(query, null, null, null, null, null, null, Map.of());
    }

    /** The same, answered piece by piece, or whole if null. */
    public AnswerRequest streamed(@Nullable Boolean value) {
        return new AnswerRequest(query, value, text, model, systemPrompt, userLocation, outputSchema, extra);
    }

    /** The same with the texts of the pages that are cited. */
    public AnswerRequest withText() {
        return new AnswerRequest(query, stream, true, model, systemPrompt, userLocation, outputSchema, extra);
    }

    /** The same by this model. */
    public AnswerRequest model(String value) {
        return new AnswerRequest(query, stream, text, value, systemPrompt, userLocation, outputSchema, extra);
    }

    /** The same with instructions how to answer. */
    public AnswerRequest systemPrompt(String value) {
        return new AnswerRequest(query, stream, text, model, value, userLocation, outputSchema, extra);
    }

    /** The same for a user in this country, by its two-letter code. */
    public AnswerRequest userLocation(String value) {
        return new AnswerRequest(query, stream, text, model, systemPrompt, value, outputSchema, extra);
    }

    /** The same, answered with an object of this JSON schema. */
    public AnswerRequest outputSchema(JsonNode value) {
        return new AnswerRequest(query, stream, text, model, systemPrompt, userLocation, value, extra);
    }
}
