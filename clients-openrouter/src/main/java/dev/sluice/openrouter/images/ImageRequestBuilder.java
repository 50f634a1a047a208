package dev.sluice.openrouter.images;

import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.chat.ContentPart;
import dev.sluice.openrouter.common.Trace;
import dev.sluice.openrouter.internal.RequestFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Builds an {@link ImageRequest}. Not thread-safe. */
public final class ImageRequestBuilder {

    private final List<ContentPart> inputReferences = new ArrayList<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();
    private @Nullable String model;
    private @Nullable String prompt;
    private @Nullable Integer n;
    private @Nullable String size;
    private @Nullable String resolution;
    private @Nullable String aspectRatio;
    private @Nullable String quality;
    private @Nullable String background;
    private @Nullable String outputFormat;
    private @Nullable Integer outputCompression;
    private @Nullable Long seed;
    private @Nullable ImageProviderPreferences provider;
    private @Nullable String user;
    private @Nullable String sessionId;
    private @Nullable Trace trace;
    private @Nullable Boolean stream;

    ImageRequestBuilder() {}

    ImageRequestBuilder(ImageRequest from) {
        model = from.model();
        prompt = from.prompt();
        n = from.n();
        size = from.size();
        resolution = from.resolution();
        aspectRatio = from.aspectRatio();
        quality = from.quality();
        background = from.background();
        outputFormat = from.outputFormat();
        outputCompression = from.outputCompression();
        inputReferences.addAll(Copies.present(from.inputReferences()));
        seed = from.seed();
        provider = from.provider();
        user = from.user();
        sessionId = from.sessionId();
        trace = from.trace();
        stream = from.stream();
        extra.putAll(from.extra());
    }

    /** The model. */
    public ImageRequestBuilder model(String value) {
        model = RequestFields.model(value);
        return this;
    }

    /** What to show. */
    public ImageRequestBuilder prompt(String value) {
        prompt = value;
        return this;
    }

    /** At most so many, 1 to 10. */
    public ImageRequestBuilder n(int value) {
        n = value;
        return this;
    }

    /** {@code 2K}, {@code 4K} or pixels such as {@code 2048x2048}. */
    public ImageRequestBuilder size(String value) {
        size = value;
        return this;
    }

    /** {@code 512}, {@code 1K}, {@code 2K}, {@code 4K}. */
    public ImageRequestBuilder resolution(String value) {
        resolution = value;
        return this;
    }

    /** For example {@code 16:9}. */
    public ImageRequestBuilder aspectRatio(String value) {
        aspectRatio = value;
        return this;
    }

    /** {@code auto}, {@code low}, {@code medium}, {@code high}; an open set. */
    public ImageRequestBuilder quality(String value) {
        quality = value;
        return this;
    }

    /** {@code auto}, {@code transparent}, {@code opaque}. */
    public ImageRequestBuilder background(String value) {
        background = value;
        return this;
    }

    /** {@code png}, {@code jpeg}, {@code webp}, {@code svg}. */
    public ImageRequestBuilder outputFormat(String value) {
        outputFormat = value;
        return this;
    }

    /** 0 to 100. */
    public ImageRequestBuilder outputCompression(int value) {
        outputCompression = value;
        return this;
    }

    /** Asks for repeatable images. */
    public ImageRequestBuilder seed(long value) {
        seed = value;
        return this;
    }

    /** Which providers may serve it. */
    public ImageRequestBuilder provider(ImageProviderPreferences value) {
        provider = value;
        return this;
    }

    /** Adds an image to go by, as an address or a {@code data:} address. */
    public ImageRequestBuilder inputReference(String url) {
        inputReferences.add(ContentPart.imageUrl(url));
        return this;
    }

    /** The bot's own user, by a stable id: the field {@code user}. */
    public ImageRequestBuilder endUser(String id) {
        user = id;
        return this;
    }

    /** Groups requests in OpenRouter's activity. */
    public ImageRequestBuilder sessionId(String id) {
        sessionId = id;
        return this;
    }

    /** What an observability tool knows the request by. */
    public ImageRequestBuilder trace(Trace names) {
        trace = names;
        return this;
    }

    ImageRequestBuilder stream(@Nullable Boolean wanted) {
        stream = wanted;
        return this;
    }

    /**
     * A field this version has no method for.
     *
     * @throws IllegalArgumentException if it has one
     */
    public ImageRequestBuilder extra(String name, JsonNode value) {
        RequestFields.requireUnknown(ImageRequest.class, name);
        extra.put(name, value);
        return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if it has no prompt
     */
    public ImageRequest build() {
        if (prompt == null || prompt.isBlank()) {
            throw new IllegalArgumentException("image request: no prompt (expected: what to show)");
        }
        return new ImageRequest(
                model,
                prompt,
                n,
                size,
                resolution,
                aspectRatio,
                quality,
                background,
                outputFormat,
                outputCompression,
                inputReferences.isEmpty() ? null : inputReferences,
                seed,
                provider,
                user,
                sessionId,
                trace,
                stream,
                extra);
    }
}
