package dev.sluice.openrouter.embeddings;

import dev.sluice.openrouter.chat.ContentPart;
import dev.sluice.openrouter.common.ProviderPreferences;
import dev.sluice.openrouter.common.Trace;
import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.openrouter.internal.RequestFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Builds an {@link EmbeddingRequest}. Not thread-safe. */
public final class EmbeddingRequestBuilder {

    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable String model;
    private @Nullable JsonNode input;
    private @Nullable String encodingFormat;
    private @Nullable Integer dimensions;
    private @Nullable String inputType;
    private @Nullable ProviderPreferences provider;
    private @Nullable String user;
    private @Nullable String sessionId;
    private @Nullable Trace trace;

    EmbeddingRequestBuilder() {}

    EmbeddingRequestBuilder(EmbeddingRequest from) {
        model = from.model();
        input = from.input();
        encodingFormat = from.encodingFormat();
        dimensions = from.dimensions();
        inputType = from.inputType();
        provider = from.provider();
        user = from.user();
        sessionId = from.sessionId();
        trace = from.trace();
        extra.putAll(from.extra());
    }

    /** The model to ask. */
    public EmbeddingRequestBuilder model(String id) {
        model = RequestFields.model(id);
        return this;
    }

    /** One text. */
    public EmbeddingRequestBuilder input(String text) {
        input = StringNode.valueOf(text);
        return this;
    }

    /** Several texts, each of which gets a vector. */
    public EmbeddingRequestBuilder input(List<String> texts) {
        input = OpenRouterJson.mapper().valueToTree(texts);
        return this;
    }

    /** A text as the model's tokens. */
    public EmbeddingRequestBuilder tokens(int... tokens) {
        input = OpenRouterJson.mapper().valueToTree(tokens);
        return this;
    }

    /** Things of several parts (texts, images, …), each of which gets a vector. */
    public EmbeddingRequestBuilder multimodal(List<List<ContentPart>> things) {
        input = OpenRouterJson.mapper()
                .valueToTree(
                        things.stream().map(parts -> Map.of("content", parts)).toList());
        return this;
    }

    /** Has vectors sent as base64, a third of the size; {@link Vector} reads either. */
    public EmbeddingRequestBuilder base64() {
        encodingFormat = "base64";
        return this;
    }

    /** The length of the vectors, where the model can. */
    public EmbeddingRequestBuilder dimensions(int length) {
        dimensions = length;
        return this;
    }

    /** For example {@code search_query} or {@code search_document}. */
    public EmbeddingRequestBuilder inputType(String word) {
        inputType = word;
        return this;
    }

    /** Which providers may serve the request. */
    public EmbeddingRequestBuilder provider(ProviderPreferences preferences) {
        provider = preferences;
        return this;
    }

    /** The bot's own user, by a stable id: the field {@code user}. */
    public EmbeddingRequestBuilder endUser(String id) {
        user = id;
        return this;
    }

    /** Groups requests in OpenRouter's activity. */
    public EmbeddingRequestBuilder sessionId(String id) {
        sessionId = id;
        return this;
    }

    /** What an observability tool knows the request by. */
    public EmbeddingRequestBuilder trace(Trace names) {
        trace = names;
        return this;
    }

    /**
     * A field this version has no method for.
     *
     * @throws IllegalArgumentException if it has one
     */
    public EmbeddingRequestBuilder extra(String name, JsonNode value) {
        RequestFields.requireUnknown(EmbeddingRequest.class, name);
        extra.put(name, value);
        return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if it has no input
     */
    public EmbeddingRequest build() {
        if (input == null) {
            throw new IllegalArgumentException("embedding request: no input (expected: a text at least)");
        }
        return new EmbeddingRequest(
                model, input, encodingFormat, dimensions, inputType, provider, user, sessionId, trace, extra);
    }
}
