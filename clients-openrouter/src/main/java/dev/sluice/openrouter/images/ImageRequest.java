package dev.sluice.openrouter.images;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.chat.ContentPart;
import dev.sluice.openrouter.common.Trace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to show, and how.
 *
 * @param model the model
 * @param prompt what to show
 * @param n at most so many, 1 to 10
 * @param size {@code 2K}, {@code 4K} or pixels such as {@code 2048x2048}
 * @param resolution {@code 512}, {@code 1K}, {@code 2K}, {@code 4K}
 * @param aspectRatio for example {@code 16:9}
 * @param quality {@code auto}, {@code low}, {@code medium}, {@code high}; an open set
 * @param background {@code auto}, {@code transparent}, {@code opaque}
 * @param outputFormat {@code png}, {@code jpeg}, {@code webp}, {@code svg}
 * @param outputCompression 0 to 100
 * @param inputReferences images to go by
 * @param seed asks for repeatable images
 * @param provider which providers may serve it
 * @param user the bot's own user, by a stable id
 * @param sessionId groups requests in OpenRouter's activity
 * @param trace what an observability tool knows it by
 * @param stream set by the client: whether parts are to be streamed
 * @param extra every other field, in wire order
 */
public record ImageRequest(
        @Nullable String model,
        @Nullable String prompt,
        @Nullable Integer n,
        @Nullable String size,
        @Nullable String resolution,
        @JsonProperty("aspect_ratio") @Nullable String aspectRatio,
        @Nullable String quality,
        @Nullable String background,
        @JsonProperty("output_format") @Nullable String outputFormat,
        @JsonProperty("output_compression") @Nullable Integer outputCompression,
        @JsonProperty("input_references") @Nullable List<ContentPart> inputReferences,
        @Nullable Long seed,
        @Nullable ImageProviderPreferences provider,
        @Nullable String user,
        @JsonProperty("session_id") @Nullable String sessionId,
        @Nullable Trace trace,
        @Nullable Boolean stream,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ImageRequest {
        inputReferences = Copies.presentOrNull(inputReferences);
        extra = Copies.map(extra);
    }

    /** Starts a request to this model. */
    public static ImageRequestBuilder to(String model) {
        return new ImageRequestBuilder().model(model);
    }

    /** A builder that holds everything this request holds. */
    public ImageRequestBuilder toBuilder() {
        return new ImageRequestBuilder(this);
    }

    ImageRequest streamed(@Nullable Boolean wanted) {
        return toBuilder().stream(wanted).build();
    }
}
