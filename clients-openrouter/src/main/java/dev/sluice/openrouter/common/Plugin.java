package dev.sluice.openrouter.common;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.internal.OpenRouterJson;
import dev.sluice.openrouter.internal.RequestFields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A plugin of a request. Ids are an open set; options without a method are set with {@link #with}.
 *
 * @param id {@code web}, {@code file-parser}, …
 * @param enabled false switches off what the account's settings switch on
 * @param extra every other field, in wire order
 */
public record Plugin(
        @Nullable String id,
        @Nullable Boolean enabled,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public Plugin {
        extra = Copies.map(extra);
    }

    /** Searches the web and puts what it finds before the model. Options: {@code max_results}, {@code engine}, {@code search_prompt}, … */
    public static Plugin web() {
        return of("web");
    }

    /** Lets the model fetch pages. Options: {@code allowed_domains}, {@code blocked_domains}, {@code max_uses}, {@code max_content_tokens}. */
    public static Plugin webFetch() {
        return of("web-fetch");
    }

    /** Reads PDFs with this engine: {@code mistral-ocr}, {@code native}, … */
    public static Plugin fileParser(String engine) {
        return of("file-parser").with("pdf", Map.of("engine", engine));
    }

    /** Mends broken JSON; of whole answers, not of streams. */
    public static Plugin responseHealing() {
        return of("response-healing");
    }

    /** Shortens prompts that do not fit the model's context. */
    public static Plugin contextCompression() {
        return of("context-compression");
    }

    /** Any plugin, with its default options. */
    public static Plugin of(String id) {
        return new Plugin(id, null, Map.of());
    }

    /** The same with an option: a text, number, boolean, list, map, record or tree. */
    public Plugin with(String option, Object value) {
        RequestFields.requireUnknown(Plugin.class, option);
        Map<String, JsonNode> options = new LinkedHashMap<>(extra);
        options.put(option, OpenRouterJson.mapper().valueToTree(value));
        return new Plugin(id, enabled, options);
    }

    /** The same, switched off. */
    public Plugin off() {
        return new Plugin(id, false, extra);
    }
}
