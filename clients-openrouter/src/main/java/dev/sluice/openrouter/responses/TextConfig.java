package dev.sluice.openrouter.responses;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The form of the answer's text.
 *
 * @param format JSON or free text
 * @param verbosity {@code low}, {@code medium}, {@code high}
 * @param extra every other field, in wire order
 */
public record TextConfig(
        @Nullable Format format,
        @Nullable String verbosity,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies {@code extra}. */
    public TextConfig {
        extra = Copies.map(extra);
    }

    /** JSON that matches this schema exactly; the schema is sent as given. */
    public static TextConfig jsonSchema(String name, JsonNode schema) {
        return new TextConfig(new Format("json_schema", name, null, true, schema, Map.of()), null, Map.of());
    }

    /** Any JSON object. */
    public static TextConfig jsonObject() {
        return new TextConfig(new Format("json_object", null, null, null, null, Map.of()), null, Map.of());
    }

    /** Free text, this wordy: {@code low}, {@code medium} or {@code high}. */
    public static TextConfig verbosity(String word) {
        return new TextConfig(null, word, Map.of());
    }

    /**
     * A form.
     *
     * @param type {@code text}, {@code json_object}, {@code json_schema}; an open set
     * @param name the schema's name
     * @param description what it is for
     * @param strict whether it must be matched exactly
     * @param schema the schema
     * @param extra every other field, in wire order
     */
    public record Format(
            @Nullable String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean strict,
            @Nullable JsonNode schema,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        /** Copies {@code extra}. */
        public Format {
            extra = Copies.map(extra);
        }
    }
}
