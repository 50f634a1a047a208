package dev.sluice.openrouter.embeddings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.ProviderPreferences;
import dev.sluice.openrouter.common.Trace;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to turn into vectors.
 *
 * @param model the model, for example {@code openai/text-embedding-3-small}
 * @param input a text, texts, tokens, lists of tokens, or {@code {content: [parts]}}
 * @param encodingFormat {@code float} or {@code base64}, which is a third of the size
 * @param dimensions the length of the vectors, where the model can
 * @param inputType for example {@code search_query} or {@code search_document}
 * @param provider which providers may serve it
 * @param user the bot's own user, by a stable id
 * @param sessionId groups requests in OpenRouter's activity
 * @param trace what an observability tool knows it by
 * @param extra every other field, in wire order
 */
public record EmbeddingRequest(
        @Nullable String model,
        @Nullable JsonNode input,
        @JsonProperty("encoding_format") @Nullable String encodingFormat,
        @Nullable Integer dimensions,
        @JsonProperty("input_type") @Nullable String inputType,
        @Nullable ProviderPreferences provider,
        @Nullable String user,
        @JsonProperty("session_id") @Nullable String sessionId,
        @Nullable Trace trace,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public EmbeddingRequest {
        extra = Copies.map(extra);
    }

    /** Starts a request to this model. */
    public static EmbeddingRequestBuilder to(String model) {
        return new EmbeddingRequestBuilder().model(model);
    }

    /** A builder that holds everything this request holds. */
    public EmbeddingRequestBuilder toBuilder() {
        return new EmbeddingRequestBuilder(this);
    }
}
