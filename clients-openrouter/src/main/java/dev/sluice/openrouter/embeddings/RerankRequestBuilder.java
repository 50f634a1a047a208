package dev.sluice.openrouter.embeddings;

import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.ProviderPreferences;
import dev.sluice.openrouter.common.Trace;
import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.openrouter.internal.RequestFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Builds a {@link RerankRequest}. Not thread-safe. */
public final class RerankRequestBuilder {

    private final List<JsonNode> documents = new ArrayList<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable String model;
    private @Nullable String query;
    private @Nullable Integer topN;
    private @Nullable ProviderPreferences provider;
    private @Nullable String user;
    private @Nullable String sessionId;
    private @Nullable Trace trace;

    RerankRequestBuilder() {}

    RerankRequestBuilder(RerankRequest from) {
        model = from.model();
        query = from.query();
        documents.addAll(Copies.present(from.documents()));
        topN = from.topN();
        provider = from.provider();
        user = from.user();
        sessionId = from.sessionId();
        trace = from.trace();
        extra.putAll(from.extra());
    }

    /** The model to ask. */
    public RerankRequestBuilder model(String id) {
        model = RequestFields.model(id);
        return this;
    }

    /** What the documents shall be relevant to. */
    public RerankRequestBuilder query(String text) {
        query = text;
        return this;
    }

    /** Adds documents of text. */
    public RerankRequestBuilder documents(String... texts) {
        for (String text : texts) {
            documents.add(StringNode.valueOf(text));
        }
        return this;
    }

    /** Adds a document that is more than a text. */
    public RerankRequestBuilder document(RerankDocument document) {
        documents.add(OpenRouterJson.mapper().valueToTree(document));
        return this;
    }

    /** Only the best so many. */
    public RerankRequestBuilder topN(int best) {
        topN = best;
        return this;
    }

    /** Which providers may serve the request. */
    public RerankRequestBuilder provider(ProviderPreferences preferences) {
        provider = preferences;
        return this;
    }

    /** The bot's own user, by a stable id: the field {@code user}. */
    public RerankRequestBuilder endUser(String id) {
        user = id;
        return this;
    }

    /** Groups requests in OpenRouter's activity. */
    public RerankRequestBuilder sessionId(String id) {
        sessionId = id;
        return this;
    }

    /** What an observability tool knows the request by. */
    public RerankRequestBuilder trace(Trace names) {
        trace = names;
        return this;
    }

    /**
     * A field this version has no method for.
     *
     * @throws IllegalArgumentException if it has one
     */
    public RerankRequestBuilder extra(String name, JsonNode value) {
        RequestFields.requireUnknown(RerankRequest.class, name);
        extra.put(name, value);
        return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if it has no document
     */
    public RerankRequest build() {
        if (documents.isEmpty()) {
            throw new IllegalArgumentException("rerank request: no document (expected: at least one)");
        }
        return new RerankRequest(model, query, documents, topN, provider, user, sessionId, trace, extra);
    }
}
