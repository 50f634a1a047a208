package dev.sluice.openrouter.embeddings;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.ProviderPreferences;
import dev.sluice.openrouter.common.Trace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Documents to be put in order by their relevance to a query.
 *
 * @param model the model, for example {@code cohere/rerank-v3.5}
 * @param query what the documents shall be relevant to
 * @param documents the documents, each a text or {@code {text, image}}
 * @param topN only the best so many
 * @param provider which providers may serve it
 * @param user the bot's own user, by a stable id
 * @param sessionId groups requests in OpenRouter's activity
 * @param trace what an observability tool knows it by
 * @param extra every other field, in wire order
 */
public record RerankRequest(
        @Nullable String model,
        @Nullable String query,
        List<JsonNode> documents,
        @JsonProperty("top_n") @Nullable Integer topN,
        @Nullable ProviderPreferences provider,
        @Nullable String user,
        @JsonProperty("session_id") @Nullable String sessionId,
        @Nullable Trace trace,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public RerankRequest {
        documents = Copies.present(documents);
        extra = Copies.map(extra);
    }

    /** Starts a request to this model. */
    public static RerankRequestBuilder to(String model) {
        return new RerankRequestBuilder().model(model);
    }

    /** A builder that holds everything this request holds. */
    public RerankRequestBuilder toBuilder() {
        return new RerankRequestBuilder(this);
    }
}
