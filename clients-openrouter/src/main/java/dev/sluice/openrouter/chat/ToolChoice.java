package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.sluice.openrouter.internal.OpenRouterJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Whether the model calls tools: a word, or which tool. Forms of tomorrow are kept as they come.
 *
 * @param json the word or the object of the wire
 */
public record ToolChoice(@JsonValue JsonNode json) {

    /** As the model likes; what OpenRouter takes unless told otherwise. */
    public static final ToolChoice AUTO = word("auto");
    /** None. */
    public static final ToolChoice NONE = word("none");
    /** At least one. */
    public static final ToolChoice REQUIRED = word("required");

    /** Keeps the value as it came. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ToolChoice {}

    /** One of the words {@code auto}, {@code none}, {@code required}. */
    public static ToolChoice word(String word) {
        return new ToolChoice(StringNode.valueOf(word));
    }

    /** This function of the bot. */
    public static ToolChoice function(String name) {
        return new ToolChoice(OpenRouterJson.mapper()
                .createObjectNode()
                .put("type", "function")
                .set("function", OpenRouterJson.mapper().createObjectNode().put("name", name)));
    }

    /** This server tool, for example {@code openrouter:web_search}. */
    public static ToolChoice server(String type) {
        return new ToolChoice(OpenRouterJson.mapper().createObjectNode().put("type", type));
    }
}
