package dev.sluice.openrouter.chat;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sluice.client.spi.Copies;
import dev.sluice.openrouter.internal.OpenRouterJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The form an answer must have.
 *
 * @param type {@code text}, {@code json_object}, {@code json_schema}, …; an open set
 * @param jsonSchema the schema of type {@code json_schema}: {@code {name, strict, schema}}
 * @param extra every other field, in wire order
 */
public record ResponseFormat(
        @Nullable String type,
        @JsonProperty("json_schema") @Nullable JsonNode jsonSchema,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public ResponseFormat {
        extra = Copies.map(extra);
    }

    /** Any JSON object. */
    public static ResponseFormat jsonObject() {
        return new ResponseFormat("json_object", null, Map.of());
    }

    /** JSON that matches this schema exactly; the schema is sent as given, in its own order. */
    public static ResponseFormat jsonSchema(String name, JsonNode schema) {
        JsonNode named = OpenRouterJson.mapper()
                .createObjectNode()
                .put("name", name)
                .put("strict", true)
                .set("schema", schema);
        return new ResponseFormat("json_schema", named, Map.of());
    }
}
