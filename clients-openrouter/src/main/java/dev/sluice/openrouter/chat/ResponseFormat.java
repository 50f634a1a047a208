package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The form an answer must have.
 *
 * @param type {@code text}, {@code json_object}, {@code json_schema}, {@code grammar}, {@code python}; an open set
 * @param jsonSchema the schema of type {@code json_schema}
 * @param grammar the grammar of type {@code grammar}
 * @param extra every other field, in wire order
 */
public record ResponseFormat(
        @Nullable String type,
        @JsonProperty("json_schema") @Nullable JsonSchema jsonSchema,
        @Nullable String grammar,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ResponseFormat {
        extra = Copies.map(extra);
    }

    /** Any JSON object. */
    public static ResponseFormat jsonObject() {
        return new ResponseFormat("json_object", null, null, Map.of());
    }

    /** JSON that matches this schema exactly; the schema is sent as given, in its own order. */
    public static ResponseFormat jsonSchema(String name, JsonNode schema) {
        return new ResponseFormat("json_schema", new JsonSchema(name, null, true, schema, Map.of()), null, Map.of());
    }

    /** Text of this grammar. */
    public static ResponseFormat grammar(String grammar) {
        return new ResponseFormat("grammar", null, grammar, Map.of());
    }

    /**
     * A named JSON schema.
     *
     * @param name letters, digits, underscores and dashes; at most 64
     * @param description tells the model what it is for
     * @param strict whether the answer must match it exactly
     * @param schema the schema, sent as given
     * @param extra every other field, in wire order
     */
    public record JsonSchema(
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean strict,
            @Nullable JsonNode schema,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public JsonSchema {
            extra = Copies.map(extra);
        }
    }
}
