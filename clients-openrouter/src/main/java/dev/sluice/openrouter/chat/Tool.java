package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool the model may call: a function of the bot, or one of OpenRouter's server tools (an open set, their options
 * are in {@code extra}).
 *
 * @param type {@code function}, or a server tool such as {@code openrouter:web_search}
 * @param function what the function is called and takes
 * @param extra every other field, in wire order
 */
public record Tool(
        @Nullable String type,
        @Nullable Function function,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public Tool {
        extra = Copies.map(extra);
    }

    /** A function; {@code parameters} is its JSON schema and is sent as given, in its own order. */
    public static Tool function(String name, String description, JsonNode parameters) {
        return new Tool("function", new Function(name, description, parameters, null, Map.of()), Map.of());
    }

    /** One of OpenRouter's server tools, for example {@code openrouter:datetime}, with its default options. */
    public static Tool server(String type) {
        return new Tool(type, null, Map.of());
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
