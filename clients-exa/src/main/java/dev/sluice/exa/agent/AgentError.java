package dev.sluice.exa.agent;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.client.spi.Copies;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why an agent's run failed.
 *
 * @param type its kind
 * @param code its word
 * @param message in words
 * @param path where in the result, if that did not fit the schema
 * @param keyword which rule of the schema it broke
 * @param expected what the rule wants
 * @param actual what was there
 * @param extra fields this version does not know, written back as they came
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentError(
        @Nullable String type,
        @Nullable String code,
        @Nullable String message,
        @Nullable String path,
        @Nullable String keyword,
        @Nullable JsonNode expected,
        @Nullable JsonNode actual,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** Copies the map. */
    public AgentError {
        extra = Copies.map(extra);
    }
}
