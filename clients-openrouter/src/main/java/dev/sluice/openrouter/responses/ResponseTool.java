package dev.sluice.openrouter.responses;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool the model may call: a function of the bot, or one that OpenRouter or the provider runs (an open set, their
 * options are in {@code extra}).
 *
 * @param type {@code function}, or for example {@code openrouter:web_search}
 * @param name the function's name
 * @param description tells the model when to call it
 * @param parameters JSON schema of the arguments, or the options of a server tool
 * @param strict whether arguments must match the schema exactly
 * @param extra every other field, in wire order
 */
public record ResponseTool(
        @Nullable String type,
        @Nullable String name,
        @Nullable String description,
        @Nullable JsonNode parameters,
        @Nullable Boolean strict,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ResponseTool {
        extra = Copies.map(extra);
    }

    /** A function; {@code parameters} is its JSON schema and is sent as given. */
    public static ResponseTool function(String name, String description, JsonNode parameters) {
        return new ResponseTool("function", name, description, parameters, null, Map.of());
    }

    /** A server tool with its default options. */
    public static ResponseTool server(String type) {
        return new ResponseTool(type, null, null, null, null, Map.of());
    }
}
