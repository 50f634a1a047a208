package dev.sluice.openrouter.responses;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.chat.ContentPart;
import dev.sluice.openrouter.chat.Logprobs;
import dev.sluice.openrouter.common.CacheControl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A part of an item: a text, an image, a file, a refusal, a piece of reasoning.
 *
 * @param type {@code input_text}, {@code input_image}, {@code input_file}, {@code input_audio}, {@code
 *     input_video}, {@code output_text}, {@code refusal}, {@code reasoning_text}, {@code summary_text}; an
 *     open set
 * @param text the text
 * @param refusal the refusal
 * @param annotations what the text refers to
 * @param logprobs token probabilities
 * @param imageUrl the image, as an address or a {@code data:} address
 * @param detail how closely to look: {@code auto}, {@code low}, {@code high}
 * @param fileId the id of an uploaded file
 * @param filename the file's name
 * @param fileData the file itself
 * @param fileUrl the file's address
 * @param inputAudio the sound
 * @param videoUrl the film's address
 * @param promptCacheBreakpoint marks the end of a cacheable prompt prefix: {@code {mode: explicit}}
 * @param cacheControl the same for providers without breakpoints
 * @param extra every other field, in wire order
 */
public record ResponsePart(
        @Nullable String type,
        @Nullable String text,
        @Nullable String refusal,
        @Nullable List<ResponseAnnotation> annotations,
        @Nullable List<Logprobs.TokenLogprob> logprobs,
        @JsonProperty("image_url") @Nullable String imageUrl,
        @Nullable String detail,
        @JsonProperty("file_id") @Nullable String fileId,
        @Nullable String filename,
        @JsonProperty("file_data") @Nullable String fileData,
        @JsonProperty("file_url") @Nullable String fileUrl,
        @JsonProperty("input_audio") ContentPart.@Nullable InputAudio inputAudio,
        @JsonProperty("video_url") @Nullable String videoUrl,
        @JsonProperty("prompt_cache_breakpoint") @Nullable JsonNode promptCacheBreakpoint,
        @JsonProperty("cache_control") @Nullable CacheControl cacheControl,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the collections. */
    public ResponsePart {
        annotations = Copies.presentOrNull(annotations);
        logprobs = Copies.presentOrNull(logprobs);
        extra = Copies.map(extra);
    }

    /** A text to read. */
    public static ResponsePart text(String text) {
        return of("input_text", text, null);
    }

    /** An image to look at, as an address or a {@code data:} address. */
    public static ResponsePart image(String url) {
        return of("input_image", null, url);
    }

    private static ResponsePart of(String type, @Nullable String text, @Nullable String imageUrl) {
        return new ResponsePart(
                type, text, null, null, null, imageUrl, null, null, null, null, null, null, null, null, null, Map.of());
    }
}
