package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * One tool the model calls. In a stream the same record carries a piece of it: the first piece has id and name, the
 * later ones only more of the arguments; {@code index} tells which call a piece belongs to.
 *
 * @param index position of the call in the answer
 * @param id the id a tool message answers to; some providers leave it out
 * @param type {@code function}
 * @param function name and arguments
 * @param extra every other field, in wire order
 */
public record ToolCall(
        @Nullable Integer index,
        @Nullable String id,
        @Nullable String type,
        @Nullable FunctionCall function,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ToolCall {
        extra = Copies.map(extra);
    }

    /** The name of the called function; empty where the provider gave none. */
    public String name() {
        return function == null || function.name() == null ? "" : function.name();
    }

    /** The arguments as the JSON text the model wrote; empty where it wrote none. It may be no valid JSON. */
    public String arguments() {
        return function == null || function.arguments() == null ? "" : function.arguments();
    }

    /**
     * The function and its arguments.
     *
     * @param name the function's name
     * @param arguments a JSON text; may be missing or empty. From a provider that sends an object instead, that as text
     * @param extra every other field, in wire order
     */
    public record FunctionCall(
            @Nullable String name,

            @JsonDeserialize(using = ArgumentsText.class) @Nullable
            String arguments,

            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public FunctionCall {
            extra = Copies.map(extra);
        }
    }
}
