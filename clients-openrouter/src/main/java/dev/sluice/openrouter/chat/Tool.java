package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.common.CacheControl;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool the model may call: a function of the bot, or one of OpenRouter's server tools (an open set).
 *
 * @param type {@code function}, or a server tool such as {@code openrouter:web_search}
 * @param function what the function is called and takes
 * @param parameters the options of a server tool
 * @param cacheControl marks the end of a cacheable prompt prefix
 * @param extra every other field, in wire order
 */
public record Tool(
        @Nullable String type,
        @Nullable Function function,
        @Nullable JsonNode parameters,
        @JsonProperty("cache_control") @Nullable CacheControl cacheControl,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public Tool {
        extra = Copies.map(extra);
    }

    /** A function; {@code parameters} is its JSON schema and is sent as given, in its own order. */
    public static Tool function(String name, String description, JsonNode parameters) {
        return of(new Function(name, description, parameters, null, Map.of()));
    }

    /** A function whose arguments must match the schema exactly. */
    public static Tool strictFunction(String name, String description, JsonNode parameters) {
        return of(new Function(name, description, parameters, true, Map.of()));
    }

    /** One of OpenRouter's server tools, for example {@code openrouter:datetime}, with its default options. */
    public static Tool server(String type) {
        return new Tool(type, null, null, null, Map.of());
    }

    /** One of OpenRouter's server tools with options. */
    public static Tool server(String type, JsonNode options) {
        return new Tool(type, null, options, null, Map.of());
    }

    /** This tool marked as the end of a cacheable prompt prefix. */
    public Tool cached(CacheControl mark) {
        return new Tool(type, function, parameters, mark, extra);
    }

    private static Tool of(Function function) {
        return new Tool("function", function, null, null, Map.of());
    }

    /**
     * A function of the bot.
     *
     * @param name at most 64 characters
     * @param description tells the model when to call it
     * @param parameters JSON schema of the arguments
     * @param strict whether arguments must match the schema exactly; null leaves it to the provider
     * @param extra every other field, in wire order
     */
    public record Function(
            @Nullable String name,
            @Nullable String description,
            @Nullable JsonNode parameters,
            @Nullable Boolean strict,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Function {
            extra = Copies.map(extra);
        }
    }
}
