package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.CacheControl;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One part of a message.
 *
 * @param type {@code text}, {@code image_url}, {@code input_audio}, {@code video_url}, {@code file}, …; an open
 *     set
 * @param text the text of a text part
 * @param imageUrl the image of an {@code image_url} part
 * @param inputAudio the sound of an {@code input_audio} part
 * @param videoUrl the film of a {@code video_url} part
 * @param file the file of a {@code file} part
 * @param cacheControl marks the end of a cacheable prompt prefix
 * @param promptCacheBreakpoint the same for providers with explicit breakpoints: {@code {mode: explicit}}
 * @param extra every other field, in wire order
 */
public record ContentPart(
        @Nullable String type,
        @Nullable String text,
        @JsonProperty("image_url") @Nullable ImageUrl imageUrl,
        @JsonProperty("input_audio") @Nullable InputAudio inputAudio,
        @JsonProperty("video_url") @Nullable VideoUrl videoUrl,
        @Nullable FileContent file,
        @JsonProperty("cache_control") @Nullable CacheControl cacheControl,
        @JsonProperty("prompt_cache_breakpoint") @Nullable JsonNode promptCacheBreakpoint,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ContentPart {
        extra = Copies.map(extra);
    }

    /** A text part. */
    public static ContentPart text(String text) {
        return new ContentPart("text", text, null, null, null, null, null, null, Map.of());
    }

    /** An image by address; a {@code data:} address carries the image itself. */
    public static ContentPart imageUrl(String url) {
        ImageUrl image = new ImageUrl(url, null, Map.of());
        return new ContentPart("image_url", null, image, null, null, null, null, null, Map.of());
    }

    /** Sound, base64, in a format such as {@code wav} or {@code mp3}. */
    public static ContentPart audio(String base64, String format) {
        InputAudio audio = new InputAudio(base64, format, Map.of());
        return new ContentPart("input_audio", null, null, audio, null, null, null, null, Map.of());
    }

    /** A film by address; a {@code data:} address carries the film itself. */
    public static ContentPart videoUrl(String url) {
        VideoUrl video = new VideoUrl(url, Map.of());
        return new ContentPart("video_url", null, null, null, video, null, null, null, Map.of());
    }

    /** A file by name; its data is an address or a {@code data:} address that carries it. */
    public static ContentPart file(String name, String data) {
        FileContent file = new FileContent(name, data, null, Map.of());
        return new ContentPart("file", null, null, null, null, file, null, null, Map.of());
    }

    /** This part marked as the end of a cacheable prompt prefix, with the provider's default lifetime. */
    public ContentPart cached() {
        return cached(CacheControl.ephemeral());
    }

    /** This part marked as the end of a cacheable prompt prefix. */
    public ContentPart cached(CacheControl mark) {
        return new ContentPart(type, text, imageUrl, inputAudio, videoUrl, file, mark, promptCacheBreakpoint, extra);
    }

    String textOrEmpty() {
        return text == null ? "" : text;
    }

    static ContentPart fromJson(JsonNode json) {
        return OpenRouterJson.mapper().treeToValue(json, ContentPart.class);
    }

    /**
     * Sound.
     *
     * @param data base64
     * @param format {@code wav}, {@code mp3}, …
     * @param extra every other field, in wire order
     */
    public record InputAudio(
            @Nullable String data,
            @Nullable String format,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public InputAudio {
            extra = Copies.map(extra);
        }
    }

    /**
     * A film by its address.
     *
     * @param url http(s), or a {@code data:} address
     * @param extra every other field, in wire order
     */
    public record VideoUrl(
            @Nullable String url,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public VideoUrl {
            extra = Copies.map(extra);
        }
    }
}
